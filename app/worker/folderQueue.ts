import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { JobQueue } from "./jobQueue";

/** Beyond these a job counts as hopeless, as on AWS (terraform/stacks/events/queues.ts). */
const MAX_RECEIVES = 3;
/** Nobody else takes jobs from a folder, so it matters to none. */
const VISIBILITY_SECONDS = 15 * 60;

const waitingSchema = z.object({ body: z.string(), receives: z.number().int().nonnegative() });

/** A queue on disk. */
export interface FolderQueue extends JobQueue {
  /** Puts a job at its end. */
  put(body: string): Promise<void>;
}

/**
 * A local shop's jobs, each a file in a folder, for one worker at a time. They outlive the shop; what is hopeless goes to
 * `dead/` in it, with its reason.
 */
export function folderQueue(folder: string): FolderQueue {
  const write = async (file: string, content: object): Promise<void> => {
    const partial = `${file}.partial`;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(partial, JSON.stringify(content, null, 2));
    await rename(partial, file);
  };

  return {
    visibilitySeconds: VISIBILITY_SECONDS,
    maxReceives: MAX_RECEIVES,
    put: (body) => write(path.join(folder, `${new Date().toISOString().replaceAll(":", "")}-${randomUUID()}.json`), { body, receives: 0 }),
    async take() {
      const [name] = await jobsIn(folder);
      if (name === undefined) return undefined;
      const file = path.join(folder, name);
      const { body, receives } = waitingSchema.parse(JSON.parse(await readFile(file, "utf8")));
      await write(file, { body, receives: receives + 1 });
      const finish = (): Promise<void> => rm(file, { force: true });
      return {
        id: name,
        body,
        receives: receives + 1,
        extend: async () => undefined,
        finish,
        giveBack: async () => undefined,
        async bury(reason) {
          await write(path.join(folder, "dead", name), { reason, body });
          await finish();
        },
      };
    },
  };
}

/** The files of the jobs that wait in a folder, oldest first. */
export async function jobsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((): string[] => []);
  return files.filter((file) => file.endsWith(".json")).sort();
}
