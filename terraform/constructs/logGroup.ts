import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { TerraformProvider } from "../cdktf.ts";
import { lookup } from "./registry.ts";
import type { EnvironmentStack } from "./stack.ts";

/**
 * A log group with the environment's retention, encrypted with the region's key for logs.
 * @param name its full name, from `Names.logGroup` or as the service that writes to it demands
 * @param placement another provider and that region's key, for what lives outside the stack's region
 */
export function logGroup(
  stack: EnvironmentStack,
  id: string,
  name: string,
  placement: { provider?: TerraformProvider; keyArn?: string } = {},
): CloudwatchLogGroup {
  return new CloudwatchLogGroup(stack, id, {
    provider: placement.provider,
    name,
    retentionInDays: stack.environment.logRetentionDays,
    kmsKeyId: placement.keyArn ?? lookup(stack, "security", "logs-key-arn"),
  });
}
