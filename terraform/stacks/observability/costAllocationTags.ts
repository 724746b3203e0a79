import { CeCostAllocationTag } from "@cdktf/provider-aws/lib/ce-cost-allocation-tag";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * The tags that bills are split by. Billing knows a tag a day after the first resource had it and refuses it before:
 * they are made in the last stack, so that an account's first day is held up by nothing, and the next apply mends it.
 */
export function makeCostAllocationTags(stack: EnvironmentStack): void {
  if (stack.region !== stack.environment.placement.primary) return;
  for (const key of Object.keys(stack.tags)) {
    new CeCostAllocationTag(stack, `by_${key.toLowerCase()}`, { tagKey: key, status: "Active" });
  }
}
