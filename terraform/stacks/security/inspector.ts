import { Inspector2Enabler } from "@cdktf/provider-aws/lib/inspector2-enabler";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * Looks for known holes in the packages of a region's instances and functions, in the functions' code, and in images:
 * there are none, but what is pushed one day is looked at from its first day.
 */
export function declareInspector(stack: EnvironmentStack, region: Region): void {
  new Inspector2Enabler(stack, `inspector_${REGION_CODE[region]}`, {
    provider: stack.provider(region),
    accountIds: [stack.environment.accountId],
    resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"],
  });
}
