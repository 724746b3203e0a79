import { instanceStatements, TRUST_EC2 } from "../../constructs/instanceAccess.ts";
import { useKey } from "../../constructs/keyUse.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What a render instance may do: take jobs, read sources, write models. */
export function declareRenderRole(stack: EnvironmentStack): Role {
  const { names, region } = stack;
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
      useKey(stack, "DecryptJobs", "events"),
      { Sid: "ReadSources", Action: "s3:GetObject", Resource: `${names.bucketArn("sources", region)}/*` },
      { Sid: "WriteModels", Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${names.bucketArn("models", region)}/*` },
      // Files are named by their content: one that is there already is not written again.
      { Sid: "SkipModelsThatExist", Action: "s3:GetObject", Resource: `${names.bucketArn("models", region)}/*` },
      useKey(stack, "UseBuckets", "data"),
    ],
  });
}
