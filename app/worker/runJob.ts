import { log } from "~/platform/log.server";
import { runPictureJob } from "./pictureJob";
import { HopelessJobError, type RenderJob } from "./renderJob";
import { runSourceJob } from "./sourceJob";
import type { Outcome } from "./work";
import type { Workplace } from "./workplace";

/** Does a job and tells how it ended; never throws. */
export async function runJob(job: RenderJob, workplace: Workplace): Promise<Outcome> {
  try {
    return { kind: "done", what: job.job === "source" ? await runSourceJob(job, workplace) : await runPictureJob(job, workplace) };
  } catch (error) {
    if (error instanceof HopelessJobError) return { kind: "hopeless", reason: error.message };
    log.warn({ err: error, product: job.product }, "An attempt at a render job failed");
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
