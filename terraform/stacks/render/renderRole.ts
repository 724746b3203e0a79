import { instanceStatements, TRUST_EC2 } from "../../constructs/instanceAccess.ts";
import { useKey } from "../../constructs/keyUse.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What a render instance may do: take jobs, read sources, write models and show them. */
export function declareRenderRole(stack: EnvironmentStack): Role {
  const { names, region } = stack;
  const models = `${names.bucketArn("models", region)}/models/*`;
  return new Role(stack, "render", stack, {
    name: names.regional(region, "render"),
    description: `Instances that make models in ${region}`,
    trust: TRUST_EC2,
    statements: [
      ...instanceStatements(stack, { logs: "render", artifact: "worker.tar.gz", fleet: names.of("render") }),
      {
        Sid: "TakeJobs",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
        Resource: names.queueArn("render-jobs", region),
      },
      // With a reason: what SQS moves there by itself has none.
      { Sid: "BuryHopelessJobs", Action: "sqs:SendMessage", Resource: names.queueArn("render-jobs-dlq", region) },
      useKey(stack, "UseQueues", "events"),
      { Sid: "ReadSources", Action: "s3:GetObject", Resource: `${names.bucketArn("sources", region)}/sources/*` },
      // Files are named by their content: one that is there already is not written again. Pictures are drawn from them.
      { Sid: "WriteAndReadModels", Action: ["s3:PutObject", "s3:GetObject"], Resource: models },
      // One write at the end shows a model to shoppers.
      { Sid: "ShowModels", Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Resource: names.tableArn("catalog", region) },
      useKey(stack, "UseBucketsAndTables", "data"),
    ],
  });
}
