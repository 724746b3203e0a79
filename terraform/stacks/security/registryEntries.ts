import { Token } from "../../cdktf.ts";
import type { Region } from "../../config/regions.ts";
import { publish } from "../../constructs/registry.ts";
import { waitFor } from "../../constructs/waitFor.ts";
import type { RegionKeys, WatchKeys } from "./keys.ts";
import type { SecurityStack } from "./securityStack.ts";

/**
 * Raised by one to send a new origin secret to all regions (also when a region is added: it would get one of its
 * own). Load balancers refuse CloudFront until `global` and `web` are applied after it.
 */
const ORIGIN_SECRET_VERSION = 1;

/** Declares the one secret by which load balancers know CloudFront. Ephemeral: no plan and no state keeps it. */
export function declareOriginSecret(stack: SecurityStack): string {
  stack.addOverride("ephemeral.aws_secretsmanager_random_password.origin_secret", { password_length: 48, exclude_punctuation: true });
  return Token.asString("${ephemeral.aws_secretsmanager_random_password.origin_secret.random_password}");
}

/** Publishes a region's keys, the edge's and the origin secret to the other stacks of that region. */
export function publishSecurity(stack: SecurityStack, region: Region, keys: RegionKeys, edgeKeys: WatchKeys, originSecret: string): void {
  const entries = [
    publish(stack, "logs-key-arn", keys.logs.arn, { region }),
    publish(stack, "edge-logs-key-arn", edgeKeys.logs.arn, { region }),
    publish(stack, "compute-key-arn", keys.compute.arn, { region }),
    publish(stack, "origin-secret", originSecret, { region, writeOnlyVersion: ORIGIN_SECRET_VERSION }),
  ];
  for (const entry of entries) waitFor(entry, keys.parameters.alias);
}
