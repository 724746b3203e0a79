import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "../cdktf.ts";
import type { KeyPurpose } from "../config/names.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "../config/regions.ts";
import { policyDocument, type Statement } from "./policyDocument.ts";
import type { EnvironmentStack } from "./stack.ts";

export interface EncryptionKeyProps {
  purpose: KeyPurpose;
  description: string;
  /** The stack's own region where left out. */
  region?: Region | typeof EDGE_REGION;
  /** A multi-Region key, for data that is replicated: see `replicaKey`. */
  multiRegion?: boolean;
  /** Who else may use it: services, by name and for this account only. Roles are allowed by their own policies. */
  statements?: readonly Statement[];
}

/** A customer-managed key for one purpose, rotated every year, with its alias. */
export class EncryptionKey extends Construct {
  readonly key: KmsKey;
  readonly alias: KmsAlias;
  readonly arn: string;

  constructor(scope: Construct, stack: EnvironmentStack, { purpose, description, region = stack.region, multiRegion = false, statements = [] }: EncryptionKeyProps) {
    const id = `${purpose}_${REGION_CODE[region]}`;
    super(scope, `key_${id}`);
    const provider = stack.provider(region);
    this.key = new KmsKey(this, "key", {
      provider,
      description,
      multiRegion,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: keyPolicy(stack, statements),
      lifecycle: stack.environment.deletionProtection ? { preventDestroy: true } : undefined,
    });
    this.key.overrideLogicalId(id);
    this.alias = new KmsAlias(this, "alias", { provider, name: stack.names.keyAlias(purpose), targetKeyId: this.key.keyId });
    this.alias.overrideLogicalId(id);
    this.arn = this.key.arn;
  }
}

/** The policy of a key: this account's IAM policies decide, and the services named may use it for this account. */
export function keyPolicy(stack: EnvironmentStack, statements: readonly Statement[]): string {
  return policyDocument(
    {
      Sid: "IamPoliciesOfThisAccountDecide",
      Principal: { AWS: `arn:aws:iam::${stack.environment.accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    ...statements,
  );
}
