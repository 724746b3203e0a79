import { Token } from "../../cdktf.ts";
import type { Region } from "../../config/regions.ts";
import { ORIGIN_SECRET_VERSIONS } from "../../constructs/originSecret.ts";
import { publish } from "../../constructs/registry.ts";
import { waitFor } from "../../constructs/waitFor.ts";
import type { RegionKeys, WatchKeys } from "./keys.ts";
import type { SecurityStack } from "./securityStack.ts";

/** By which load balancers know CloudFront: expressions, the same for all regions. */
export type OriginSecrets = Record<keyof typeof ORIGIN_SECRET_VERSIONS, string>;

/** Declares the secrets by which load balancers know CloudFront. Ephemeral: no plan and no state keeps them. */
export function declareOriginSecrets(stack: SecurityStack): OriginSecrets {
  const declare = (id: string) => {
    stack.addOverride(`ephemeral.aws_secretsmanager_random_password.${id}`, { password_length: 48, exclude_punctuation: true });
    return Token.asString(`\${ephemeral.aws_secretsmanager_random_password.${id}.random_password}`);
  };
  return { a: declare("origin_secret_a"), b: declare("origin_secret_b") };
}

/** Publishes a region's keys, the edge's and the origin secrets to the other stacks of that region. */
export function publishSecurity(stack: SecurityStack, region: Region, keys: RegionKeys, edgeKeys: WatchKeys, secrets: OriginSecrets): void {
  const entries = [
    publish(stack, "logs-key-arn", keys.logs.arn, { region }),
    publish(stack, "edge-logs-key-arn", edgeKeys.logs.arn, { region }),
    publish(stack, "compute-key-arn", keys.compute.arn, { region }),
    publish(stack, "origin-secret-a", secrets.a, { region, writeOnlyVersion: ORIGIN_SECRET_VERSIONS.a }),
    publish(stack, "origin-secret-b", secrets.b, { region, writeOnlyVersion: ORIGIN_SECRET_VERSIONS.b }),
  ];
  for (const entry of entries) waitFor(entry, keys.parameters.alias);
}
