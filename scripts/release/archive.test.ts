import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { list } from "tar";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packTarGz, packZip, sha256Of } from "./archive.ts";

const FILES = { "bin/node": "#!/bin/sh\n", "build/server/index.js": "serve();\n", "build/server/Z.js": "", "a.json": "{}" };

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), "aurolot-archive-"))));
afterEach(() => rm(folder, { recursive: true }));

/** The same files as somebody else has them: written in another order, at another time, with another umask. */
async function filesOf(name: string, { order, mode, time }: { order: 1 | -1; mode: number; time: Date }): Promise<string> {
  const root = path.join(folder, name);
  for (const [file, text] of Object.entries(FILES).sort(([a], [b]) => order * a.localeCompare(b))) {
    const full = path.join(root, file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, text);
    await chmod(full, file.startsWith("bin/") ? mode | 0o100 : mode);
    await utimes(full, time, time);
  }
  return root;
}

const both = async () => [
  await filesOf("first", { order: 1, mode: 0o644, time: new Date("2026-01-01") }),
  await filesOf("second", { order: -1, mode: 0o600, time: new Date("2031-07-04") }),
] as const;

describe("an archive", () => {
  it.each([["tar.gz", packTarGz], ["zip", packZip]] as const)("has the same bytes whoever makes it and when (%s)", async (kind, pack) => {
    const [first, second] = await both();
    await pack(first, `${first}.${kind}`);
    await pack(second, `${second}.${kind}`);
    expect(await readFile(`${second}.${kind}`)).toEqual(await readFile(`${first}.${kind}`));
    await writeFile(path.join(second, "a.json"), "[]");
    await pack(second, `${second}.${kind}`);
    expect(await sha256Of(`${second}.${kind}`)).not.toBe(await sha256Of(`${first}.${kind}`));
  });

  it("says nothing of the machine that made it, and keeps what can be run", async () => {
    const [root] = await both();
    await packTarGz(root, `${root}.tar.gz`);
    const entries: { path: string; mode?: number; uid?: number; mtime?: number }[] = [];
    await list({ file: `${root}.tar.gz`, onReadEntry: ({ path, mode, uid, mtime }) => void entries.push({ path, mode, uid, mtime: mtime?.getTime() }) });
    expect(entries.map((entry) => entry.path)).toEqual(["a.json", "bin/node", "build/server/Z.js", "build/server/index.js"]);
    expect(entries.map(({ mode }) => mode)).toEqual([0o644, 0o755, 0o644, 0o644]);
    expect(entries.every(({ uid, mtime }) => uid === undefined && mtime === 0)).toBe(true);
  });

  it("is a zip that others unpack, with the modes that Lambda needs", async () => {
    const [root] = await both();
    await packZip(root, `${root}.zip`);
    const contents = unzipSync(await readFile(`${root}.zip`));
    expect(Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]))).toEqual(FILES);
    const modes = await promisify(execFile)("python3", ["-c", "import sys,zipfile\nfor i in zipfile.ZipFile(sys.argv[1]).infolist(): print(i.filename, oct(i.external_attr >> 16))", `${root}.zip`]).catch(() => undefined);
    if (modes) expect(modes.stdout).toContain("bin/node 0o100755\n");
  });
});
