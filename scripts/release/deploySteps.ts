import { GetObjectCommand } from "@aws-sdk/client-s3";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { applyResources, applyStacks, type ApplyOptions } from "../../terraform/commands/applyStacks.ts";
import { ReleaseRecords } from "../../terraform/commands/releaseRecord.ts";
import { synthesizeStacks } from "../../terraform/commands/stacks.ts";
import type { Environment } from "../../terraform/config/environment.ts";
import { Names } from "../../terraform/config/names.ts";
import { MIGRATION_FUNCTION } from "../../terraform/stacks/events/migration.ts";
import type { DeploySteps } from "./deploy.ts";
import { waitForFleets } from "./instanceRefresh.ts";
import { migrationsIn } from "./migrations/newMigrations.ts";
import { findRelease, releaseBuckets, releaseKey } from "./releaseBuckets.ts";

/** The stack up to which nothing runs a release. */
const LAST_WITHOUT_RELEASE = "data";

/** A little longer than the function may take. */
const MIGRATION_MS = 16 * 60 * 1000;

/** The steps of a deployment on AWS and by Terraform. `bootstrap` is left to the person who applies it. */
export function deploySteps(environment: Environment, { outDir, yes }: Omit<ApplyOptions, "release">): DeploySteps {
  const stacks = synthesizeStacks(environment, outDir, undefined).filter((stack) => !stack.endsWith("-bootstrap"));
  const first = stacks.indexOf(`${environment.name}-${LAST_WITHOUT_RELEASE}`) + 1;
  const parts = { "before-migration": stacks.slice(0, first), "after-migration": stacks.slice(first) };
  const records = new ReleaseRecords(environment);
  const regions = releaseBuckets(environment);
  return {
    readRecord: () => records.read(),
    writeRecord: (record) => records.write(record),
    findRelease: (name) => Promise.all(regions.map((buckets) => findRelease(buckets, name))),
    readMigrations: async (name) => {
      const [primary] = regions;
      const zip = await primary?.s3.send(new GetObjectCommand({ Bucket: primary.releases, Key: releaseKey(name, `functions/${MIGRATION_FUNCTION}.zip`) }));
      return migrationsIn((await zip?.Body?.transformToByteArray()) ?? new Uint8Array());
    },
    applyStacks: (part, release) => applyStacks(parts[part], { outDir, release, yes }),
    migrate: async (release) => {
      // The function alone, with what it is made with: the others must not run the release before its schema is there.
      const stack = `${environment.name}-events-${environment.placement.primary}`;
      await applyResources(stack, [`aws_lambda_function.${MIGRATION_FUNCTION}`, "aws_sqs_queue.functions_dlq"], { outDir, release });
      return callMigration(environment);
    },
    waitForInstances: (since) => waitForFleets(environment, since, (line) => console.log(line)),
    report: (line) => console.log(line),
  };
}

async function callMigration(environment: Environment): Promise<string[]> {
  const FunctionName = new Names(environment).of(MIGRATION_FUNCTION);
  // Once: a call that got no answer may still be at work, and the next one is told so by the lock.
  const lambda = new LambdaClient({ region: environment.placement.primary, maxAttempts: 1, requestHandler: { requestTimeout: MIGRATION_MS } });
  const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString()) as { applied: string[]; errorMessage?: string };
  if (FunctionError) throw new Error(`The database was not migrated: ${answer.errorMessage ?? FunctionError}\nNothing of the release runs yet. More is in the log group ${new Names(environment).logGroup("functions", MIGRATION_FUNCTION)}.`);
  return answer.applied;
}
