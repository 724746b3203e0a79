import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { dynamodbVariables, logVariables, parseEnvironment } from "~/platform/environment.server";

const httpUrl = z.url({ protocol: /^https?$/ });

const everywhere = {
  ...logVariables,
  ...dynamodbVariables,
  /** The Chromium that draws; looked for on the machine where unset. */
  CHROMIUM_PATH: z.string().optional(),
};

/** Every variable that the worker reads on AWS. */
export const environmentSchema = z.object({
  ...everywhere,
  /** The queue of render jobs. */
  JOBS_QUEUE_URL: httpUrl,
  /** Its dead-letter queue. */
  DEAD_LETTERS_URL: httpUrl,
  SOURCES_BUCKET: z.string().min(1),
  /** Where shoppers' browsers get models from. */
  MODELS_BUCKET: z.string().min(1),
  /** Where the worker has a folder of its own for what it works on: on a disk, not in memory. */
  SCRATCH_DIR: z.string().min(1).default(tmpdir()),
  /** The instance metadata, under the name that the SDKs have for it. */
  AWS_EC2_METADATA_SERVICE_ENDPOINT: httpUrl.default("http://169.254.169.254"),
});

/** Every variable that the worker of a local shop reads. */
const localSchema = z.object({
  ...everywhere,
  AUROLOT_DATA_DIR: z.string().min(1).default(".aurolot"),
  MODELS_DIR: z.string().min(1).optional(),
});

interface Places {
  /** The folder for what is worked on; emptied after each job and when the worker starts. */
  scratch: string;
}

/** The worker's validated environment. */
export type WorkerEnvironment = Places &
  (
    | ({ onAws: true } & z.infer<typeof environmentSchema>)
    | ({ onAws: false; jobsDir: string; sourcesDir: string; modelsDir: string } & z.infer<typeof localSchema>)
  );

/** What stands for the bucket of sources in a local shop's jobs. */
export const LOCAL_BUCKET = "sources";

/** Where a local shop has its render jobs and the sources of its models. */
export function localPlaces(dataFolder: string): { jobsDir: string; sourcesDir: string } {
  return { jobsDir: path.join(dataFolder, "jobs"), sourcesDir: path.join(dataFolder, "sources") };
}

/**
 * Reads the environment: with JOBS_QUEUE_URL that of an instance, else that of a local shop.
 * @throws ConfigError naming every missing or malformed variable
 */
export function readWorkerEnvironment(variables: Record<string, string | undefined>): WorkerEnvironment {
  if (variables.JOBS_QUEUE_URL) {
    const parsed = parseEnvironment(environmentSchema, variables);
    return { onAws: true, ...parsed, scratch: path.join(parsed.SCRATCH_DIR, "aurolot-worker") };
  }
  const local = parseEnvironment(localSchema, variables);
  const { AUROLOT_DATA_DIR: data, MODELS_DIR } = local;
  return { onAws: false, ...local, ...localPlaces(data), modelsDir: MODELS_DIR ?? path.join(data, "models"), scratch: path.join(data, "scratch") };
}
