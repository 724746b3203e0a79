import { EbsDefaultKmsKey } from "@cdktf/provider-aws/lib/ebs-default-kms-key";
import type { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import { EncryptionKey } from "../../constructs/encryptionKey.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { waitFor } from "../../constructs/waitFor.ts";
import { alertsKeyUsers, auditKeyUsers, computeKeyUsers, logsKeyUsers } from "./keyUsers.ts";

/** The keys that a region's log groups and topics use. */
export interface WatchKeys {
  logs: EncryptionKey;
  alerts: EncryptionKey;
}

/** The keys that all stacks of a region use. */
export interface RegionKeys extends WatchKeys {
  parameters: EncryptionKey;
  compute: EncryptionKey;
}

export function declareWatchKeys(stack: EnvironmentStack, region: Region | typeof EDGE_REGION): WatchKeys {
  const { names } = stack;
  return {
    logs: new EncryptionKey(stack, stack, { purpose: "logs", region, description: "CloudWatch log groups", statements: logsKeyUsers(names, region) }),
    alerts: new EncryptionKey(stack, stack, {
      purpose: "alerts",
      region,
      description: "Topics that alarms and findings go to",
      statements: alertsKeyUsers(names),
    }),
  };
}

/**
 * Declares a region's keys and makes the one for compute the default of new volumes.
 * @param scaling Auto Scaling's role: KMS refuses a policy that names a role which does not exist
 */
export function declareRegionKeys(stack: EnvironmentStack, region: Region, scaling: IamServiceLinkedRole): RegionKeys {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const parameters = new EncryptionKey(stack, stack, { purpose: "parameters", region, description: "Parameters and secrets of the shop" });
  const compute = new EncryptionKey(stack, stack, {
    purpose: "compute",
    region,
    description: "Volumes of the fleets",
    statements: computeKeyUsers(stack.names),
  });
  waitFor(compute.key, scaling);
  new EbsDefaultKmsKey(stack, `volumes_${code}_default`, { provider, keyArn: compute.arn });
  return { parameters, compute, ...declareWatchKeys(stack, region) };
}

/** The key for what CloudTrail and Config record, in the primary region. */
export function declareAuditKey(stack: EnvironmentStack): EncryptionKey {
  return new EncryptionKey(stack, stack, {
    purpose: "audit",
    description: "What CloudTrail and Config record",
    statements: auditKeyUsers(stack.names, stack.region),
  });
}
