import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsReplicaKey } from "@cdktf/provider-aws/lib/kms-replica-key";
import type { ITerraformDependable } from "../../cdktf.ts";
import type { Names } from "../../config/names.ts";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import { EncryptionKey, keyPolicy } from "../../constructs/encryptionKey.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The key of the stores, and its replicas: one key by name and material, one ARN in each region. */
export interface DataKeys {
  arn(region: Region): string;
  /** What a resource waits for that names the key of a region by its alias. */
  alias(region: Region): ITerraformDependable;
}

/**
 * Declares the multi-Region key of the stores in the primary region and its replica in the other: what is copied over
 * (Aurora, tables, objects, secrets, recovery points) can be read there with the region itself lost.
 */
export function declareDataKeys(stack: EnvironmentStack): DataKeys {
  const description = "Stores of the shop: database, tables, buckets, secrets and recovery points";
  const statements = keyUsers(stack);
  const primary = new EncryptionKey(stack, stack, { purpose: "data", description, multiRegion: true, statements });
  const arns = new Map<Region, string>([[stack.region, primary.arn]]);
  const aliases = new Map<Region, KmsAlias>([[stack.region, primary.alias]]);

  for (const region of stack.regions.filter((other) => other !== stack.region)) {
    const id = `data_${REGION_CODE[region]}`;
    const provider = stack.provider(region);
    const replica = new KmsReplicaKey(stack, `key_replica_${id}`, {
      provider,
      description,
      primaryKeyArn: primary.arn,
      deletionWindowInDays: 30,
      policy: keyPolicy(stack, statements),
      lifecycle: stack.environment.deletionProtection ? { preventDestroy: true } : undefined,
    });
    replica.overrideLogicalId(id);
    const alias = new KmsAlias(stack, `key_replica_alias_${id}`, { provider, name: stack.names.keyAlias("data"), targetKeyId: replica.keyId });
    alias.overrideLogicalId(id);
    arns.set(region, replica.arn);
    aliases.set(region, alias);
  }
  return { arn: (region) => inRegion(arns, region), alias: (region) => inRegion(aliases, region) };
}

function inRegion<T>(byRegion: ReadonlyMap<Region, T>, region: Region): T {
  const found = byRegion.get(region);
  if (found === undefined) throw new Error(`This environment has no data key in ${region}: it runs in ${[...byRegion.keys()].join(" and ")}.`);
  return found;
}

/** The services that read with the key themselves; all others act in the name of a role, whose policy decides. */
function keyUsers({ names, environment }: EnvironmentStack): Statement[] {
  const cloudFront: Statement = {
    Sid: "CloudFrontReadsModelsAndAssets",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { ArnLike: { "aws:SourceArn": names.arn("cloudfront", "", "distribution/*") } },
  };
  // Redshift passes on what the integration encrypts with, and no source account.
  const integration: Statement = {
    Sid: "ZeroEtlWritesToTheWarehouse",
    Principal: { Service: "redshift.amazonaws.com" },
    Action: "kms:CreateGrant",
    Resource: "*",
    Condition: {
      StringEquals: Object.fromEntries(Object.entries(integrationContext(names)).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
      "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey", "CreateGrant"] },
    },
  };
  return environment.options.warehouse ? [cloudFront, integration] : [cloudFront];
}

/** What the warehouse's integration encrypts with beside the key: the key's policy knows it by that. */
export function integrationContext(names: Names): Record<string, string> {
  return { integration: names.of("warehouse") };
}
