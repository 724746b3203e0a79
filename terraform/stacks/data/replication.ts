import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import type { Region } from "../../config/regions.ts";
import { except } from "../../constructs/exception.ts";
import { policyDocument, type Statement } from "../../constructs/policyDocument.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { REPLICATED, type Buckets } from "./buckets.ts";
import type { DataKeys } from "./keys.ts";

/** Declares that new objects and deletions of the primary region's buckets are in the other region within 15 minutes. */
export function declareReplication(stack: EnvironmentStack, buckets: Buckets, keys: DataKeys, secondary: Region): void {
  const role = replicationRole(stack, secondary);
  const sources = buckets.get(stack.region);
  const replicas = buckets.get(secondary);
  if (!sources || !replicas) throw new Error(`Buckets are declared in ${[...buckets.keys()].join(" and ")}, not in ${secondary}.`);

  for (const purpose of REPLICATED) {
    const source = sources[purpose];
    const replica = replicas[purpose];
    new S3BucketReplicationConfigurationA(stack, `${purpose}_replication`, {
      bucket: source.bucket.bucket,
      role: role.arn,
      dependsOn: [source.versioning, replica.versioning, role.policy],
      rule: [
        {
          id: "all-to-the-second-region",
          status: "Enabled",
          priority: 0,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: replica.arn,
            storageClass: "INTELLIGENT_TIERING",
            encryptionConfiguration: { replicaKmsKeyId: keys.arn(secondary) },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
    });
  }
}

function replicationRole(stack: EnvironmentStack, secondary: Region): Role {
  const { names } = stack;
  const sources = REPLICATED.map((purpose) => names.bucketArn(purpose, stack.region));
  const replicas = REPLICATED.map((purpose) => names.bucketArn(purpose, secondary));
  const objects = (arns: string[]) => arns.map((arn) => `${arn}/*`);
  const withDataKey = (region: Region, arns: string[]): Statement["Condition"] => ({
    StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("data")] },
    // With bucket keys the context is the bucket; objects from before have their own.
    StringLike: { "kms:EncryptionContext:aws:s3:arn": [...arns, ...objects(arns)] },
  });
  const role = new Role(stack, "replication", stack, {
    name: names.of("replication"),
    description: "S3 copies the shop's buckets to the second region",
    trust: policyDocument({ Sid: "TrustS3", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" }),
    statements: [
      { Sid: "ReadTheRules", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: sources },
      {
        Sid: "ReadVersions",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: objects(sources),
      },
      { Sid: "WriteReplicas", Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], Resource: objects(replicas) },
      {
        Sid: "DecryptSources",
        Action: "kms:Decrypt",
        Resource: names.arn("kms", stack.region, "key/*"),
        Condition: withDataKey(stack.region, sources),
      },
      {
        Sid: "EncryptReplicas",
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: names.arn("kms", secondary, "key/*"),
        Condition: withDataKey(secondary, replicas),
      },
    ],
  });
  except(role.role, {
    policy: "IAM-014",
    reason: "S3 does not document that it states a source account when it replicates; refused, it would stop silently. Only this account's principals can pass the role to S3.",
  });
  return role;
}
