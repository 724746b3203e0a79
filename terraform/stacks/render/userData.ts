import { bootScript } from "../../constructs/bootScript.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The script of a render instance's first boot; `release` is an expression or a name. */
export function renderUserData(stack: EnvironmentStack, release: string): string {
  const { names, region } = stack;
  return bootScript(stack, {
    service: "worker",
    description: "Aurolot model worker",
    release,
    command: "bin/node --enable-source-maps build/worker.js",
    fleet: names.of("render"),
    logGroup: names.logGroup("render"),
    variables: {
      NODE_ENV: "production",
      AWS_REGION: region,
      JOBS_QUEUE_URL: names.queueUrl("render-jobs", region),
      SOURCES_BUCKET: names.bucket("sources", region),
      MODELS_BUCKET: names.bucket("models", region),
      LOG_LEVEL: "info",
    },
  });
}
