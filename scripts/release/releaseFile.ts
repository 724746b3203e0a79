import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { filesBelow, sha256Of } from "./archive.ts";

/** What a release is made of: `release.json`, which is uploaded last and so says that the rest is there. */
export const releaseSchema = z.object({
  /** `<commit>-<content>`, with `-dirty` between them if what was packed is no commit. */
  name: z.string().regex(/^[0-9a-f]{12}(-dirty)?-[0-9a-f]{12}$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  dirty: z.boolean(),
  /** The Node.js in its archives. */
  nodeVersion: z.string(),
  /** The migrations that it needs, in order. */
  migrations: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).min(1),
});

export type Release = z.infer<typeof releaseSchema>;

/** The name of the file within a release's folder. */
export const RELEASE_FILE = "release.json";

/** Describes the files that lie in a folder. */
export async function describeFiles(folder: string): Promise<Release["files"]> {
  const files = await filesBelow(folder);
  return Promise.all(files.map(async (file) => ({ path: file, bytes: (await stat(path.join(folder, file))).size, sha256: await sha256Of(path.join(folder, file)) })));
}

/** A release's name: which commit, and which bytes came of it. Two machines that make the same bytes give it the same name. */
export function releaseName(commit: string, dirty: boolean, files: Release["files"]): string {
  const content = createHash("sha256").update(files.map((file) => `${file.sha256}  ${file.path}\n`).join("")).digest("hex");
  return [commit.slice(0, 12), ...(dirty ? ["dirty"] : []), content.slice(0, 12)].join("-");
}

/**
 * Reads a release's folder and looks whether its files are what it says.
 * @throws Error naming the file that is missing or another
 */
export async function readRelease(folder: string): Promise<Release> {
  const text = await readFile(path.join(folder, RELEASE_FILE), "utf8").catch(() => {
    throw new Error(`${folder} holds no release: ${RELEASE_FILE} is missing. Make one by npm run release.`);
  });
  const release = releaseSchema.parse(JSON.parse(text));
  for (const { path: file, sha256 } of release.files) {
    const found = await sha256Of(path.join(folder, file)).catch(() => "nothing");
    if (found !== sha256) throw new Error(`${path.join(folder, file)} is not what ${RELEASE_FILE} says (${found} instead of ${sha256}). Make the release anew.`);
  }
  return release;
}
