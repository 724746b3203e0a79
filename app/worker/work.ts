import { log } from "~/platform/log.server";
import type { JobQueue, TakenJob } from "./jobQueue";
import { HopelessJobError, parseJob, type RenderJob } from "./renderJob";

/** How a job ended. */
export type Outcome =
  | { kind: "done"; what: string }
  /** No further attempt can do it. */
  | { kind: "hopeless"; reason: string }
  /** Another attempt may do it: the network, throttling, a process that was killed. */
  | { kind: "failed"; reason: string };

/** Does a job; when the signal comes it leaves off at once, whatever it is at. */
export type RunJob = (job: RenderJob, signal: AbortSignal, onProgress: (message: string) => void) => Promise<Outcome>;

export interface WorkOptions {
  /** The bucket of sources. */
  bucket: string;
  run: RunJob;
  /** Take no more jobs, and give back the one that is being done. */
  stop: AbortSignal;
  /** End when no job waits any more. */
  untilEmpty: boolean;
}

/** Extended three times before it would show again: two may fail on the way. */
const BEATS_A_TIMEOUT = 3;
/** Before a job that failed is tried again, times the attempts so far. */
const RETRY_SECONDS = 60;
/** After a fault of the queue itself. */
const FAULT_PAUSE_MS = 5_000;

/** Does one job after another until it is told to stop. */
export async function work(queue: JobQueue, { bucket, run, stop, untilEmpty }: WorkOptions): Promise<void> {
  while (!stop.aborted) {
    try {
      const taken = await queue.take();
      if (taken) await workOn(taken, queue, bucket, run, stop);
      else if (untilEmpty) return;
    } catch (error) {
      // A job whose end could not be told shows again by itself.
      log.error({ err: error }, "The queue of render jobs could not be used; the worker goes on in a moment");
      await pause(FAULT_PAUSE_MS, stop);
    }
  }
}

async function workOn(taken: TakenJob, queue: JobQueue, bucket: string, run: RunJob, stop: AbortSignal): Promise<void> {
  const about: Record<string, unknown> = { jobId: taken.id, attempt: taken.receives };
  let job: RenderJob | undefined;
  try {
    job = parseJob(taken.body, bucket);
  } catch (error) {
    if (!(error instanceof HopelessJobError)) throw error;
    await taken.bury(error.message);
    return log.error({ ...about, reason: error.message }, "A render job is hopeless");
  }
  if (!job) return taken.finish();
  Object.assign(about, { job: job.job, product: job.product });
  log.info(about, "A render job begins");

  const started = performance.now();
  const heart = startHeartbeat(taken, queue.visibilitySeconds);
  const outcome = await run(job, AbortSignal.any([stop, heart.lost]), (message) => log.info({ ...about, step: message }, "A render job goes on")).finally(heart.end);
  about.seconds = Math.round((performance.now() - started) / 100) / 10;

  if (heart.lost.aborted) {
    log.warn(about, "A render job could not be kept from other workers and is left to them");
  } else if (outcome.kind === "done") {
    await taken.finish();
    log.info({ ...about, outcome: outcome.what }, "A render job is done");
  } else if (outcome.kind === "hopeless") {
    await taken.bury(outcome.reason);
    log.error({ ...about, reason: outcome.reason }, "A render job is hopeless");
  } else if (stop.aborted) {
    await taken.giveBack(0);
    log.info(about, "A render job is given back: this worker stops");
  } else if (taken.receives >= queue.maxReceives) {
    await taken.bury(`It failed ${taken.receives} times, the last time so: ${outcome.reason}`);
    log.error({ ...about, reason: outcome.reason }, "A render job failed for the last time");
  } else {
    await taken.giveBack(RETRY_SECONDS * taken.receives);
    log.warn({ ...about, reason: outcome.reason }, "A render job failed and is tried again");
  }
}

/** Keeps a job from other workers. The first failure ends it: another worker may have the job then, and this one must leave it. */
function startHeartbeat(taken: TakenJob, visibilitySeconds: number): { lost: AbortSignal; end: () => void } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    taken.extend().catch((error: unknown) => {
      clearInterval(timer);
      log.warn({ jobId: taken.id, err: error }, "A render job's visibility could not be extended");
      lost.abort();
    });
  }, (visibilitySeconds * 1000) / BEATS_A_TIMEOUT);
  return { lost: lost.signal, end: () => clearInterval(timer) };
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
