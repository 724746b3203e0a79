import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { localPlaces } from "../../app/worker/environment.ts";
import { jobsIn } from "../../app/worker/folderQueue.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/**
 * Starts the render worker whenever jobs wait in a local shop's folder (npm run models:upload, models:picture): the very
 * worker of the render fleet, which ends when it has done them.
 * @param env names the shop's stores, as for its server
 * @returns ends the worker, which gives its job back, and starts no other
 */
export async function startLocalWorker(dataFolder: string, env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const { jobsDir } = localPlaces(dataFolder);
  await mkdir(jobsDir, { recursive: true });
  let worker: ChildProcess | undefined;
  let ended = false;

  async function startIfNeeded(): Promise<void> {
    if ((await jobsIn(jobsDir)).length === 0 || ended || worker) return;
    worker = spawn(process.execPath, ["--import", "tsx", path.join(ROOT, "app/worker/worker.ts")], {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...env, AUROLOT_DATA_DIR: dataFolder, JOBS_QUEUE_URL: "" },
      // Ctrl-C reaches the whole group of the terminal; the worker is stopped by us.
      detached: true,
    });
    const [code] = (await once(worker, "exit")) as [number | null];
    worker = undefined;
    // Jobs that came after its last look; a worker that failed as a whole waits for the next job to be told of its mending.
    if (code === 0) await startIfNeeded();
  }

  // The shop goes on without it.
  const complain = (error: Error): void => console.error(`The render worker can't be started for the jobs in ${jobsDir}: ${error.message}. Start the shop again to have them done.`);
  const look = (): void => void startIfNeeded().catch(complain);
  const watcher = watch(jobsDir, look).on("error", complain);
  look();
  return async () => {
    ended = true;
    watcher.close();
    if (!worker) return;
    const exited = once(worker, "exit");
    worker.kill("SIGTERM");
    await exited;
  };
}
