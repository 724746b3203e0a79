import type { KeyPurpose } from "../config/names.ts";
import type { EDGE_REGION, Region } from "../config/regions.ts";
import type { Statement } from "./policyDocument.ts";
import type { EnvironmentStack } from "./stack.ts";

/**
 * Lets a role encrypt and decrypt with the key of a purpose. Named by its alias: the ARN is only known once the key
 * exists, and a policy must be readable before.
 */
export function useKey(stack: EnvironmentStack, sid: string, purpose: KeyPurpose, region: Region | typeof EDGE_REGION = stack.region): Statement {
  return {
    Sid: sid,
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: stack.names.arn("kms", region, "key/*"),
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [stack.names.keyAlias(purpose)] } },
  };
}
