import { once } from "node:events";
import { rm } from "node:fs/promises";
import { log } from "~/platform/log.server";
import { LOCAL_BUCKET, readWorkerEnvironment } from "./environment";
import { folderQueue } from "./folderQueue";
import { jobProcess } from "./jobProcess";
import { watchForSpotNotice } from "./spotNotice";
import { sqsQueue } from "./sqsQueue";
import { work } from "./work";

const environment = readWorkerEnvironment(process.env);
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
// Started by another process, the worker ends with it.
process.once("disconnect", () => stop.abort());

const { scratch } = environment;
// What a worker that was killed has left.
await rm(scratch, { recursive: true, force: true });
const run = jobProcess(scratch);

if (environment.onAws) {
  const { JOBS_QUEUE_URL: queueUrl, DEAD_LETTERS_URL: deadLettersUrl, AWS_REGION: region, SOURCES_BUCKET: bucket } = environment;
  const queue = await sqsQueue({ queueUrl, deadLettersUrl, region });
  const interrupted = new AbortController();
  const unwatch = await watchForSpotNotice(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT, (notice) => {
    log.warn({ notice }, "This Spot instance is taken back: the worker gives its job back and takes no more");
    interrupted.abort();
  });
  log.info({ queueUrl }, "The render worker waits for jobs");
  await work(queue, { bucket, run, stop: AbortSignal.any([stop.signal, interrupted.signal]), untilEmpty: false });
  // Ended by itself it would be started again, to take jobs on an instance that ends.
  if (!stop.signal.aborted) await untilStopped(stop.signal);
  unwatch();
} else {
  await work(folderQueue(environment.jobsDir), { bucket: LOCAL_BUCKET, run, stop: stop.signal, untilEmpty: true });
}
log.info("The render worker ends");
// The channel to whoever started it would keep it alive.
if (process.connected) process.disconnect();

/** Signals alone keep no process alive. */
async function untilStopped(signal: AbortSignal): Promise<void> {
  const alive = setInterval(() => undefined, 60_000);
  await once(signal, "abort");
  clearInterval(alive);
}
