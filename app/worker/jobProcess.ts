import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { RenderJob } from "./renderJob";
import type { Outcome, RunJob } from "./work";

/** What the process of a job tells. */
export type JobMessage = { progress: string } | { outcome: Outcome };

/** In the sources this process is TypeScript, in a release it is bundled. */
const SCRIPT = ["job.ts", "job.js"].map((name) => path.join(import.meta.dirname, name)).find((file) => existsSync(file)) ?? "";

/**
 * Does a job in a process of its own. Making a model keeps a processor busy for seconds on end, in which the worker must
 * hear that it is to stop; and the job's memory is given back, or lost, without it.
 * @param scratch the folder that the job works in, emptied when it has ended
 */
export function jobProcess(scratch: string): RunJob {
  return async (job, signal, onProgress) => {
    try {
      return await runInProcess(job, signal, onProgress);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };
}

function runInProcess(job: RenderJob, signal: AbortSignal, onProgress: (message: string) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: "failed", reason: "It was not begun." });
    const child = fork(SCRIPT, [JSON.stringify(job)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    let outcome: Outcome | undefined;
    // At once and for certain: nothing that it leaves behind can be seen by anyone.
    const stop = (): void => void child.kill("SIGKILL");
    signal.addEventListener("abort", stop, { once: true });
    child.on("message", (message: JobMessage) => {
      if ("progress" in message) onProgress(message.progress);
      else outcome = message.outcome;
    });
    const end = (reason: string): void => {
      signal.removeEventListener("abort", stop);
      resolve(outcome ?? { kind: "failed", reason });
    };
    child.once("error", (error) => end(`Its process could not be started (${error.message}).`));
    child.once("close", (code, killedBy) => end(`Its process ended before it was done (${killedBy ?? `code ${code}`}); it may have needed more memory than there is.`));
  });
}
