import type { AutoscalingGroupInitialLifecycleHook, AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { EnvironmentStack } from "./stack.ts";

/** An instance joins when its boot script says so, and is given up if it hasn't within ten minutes. */
export const BOOTED_HOOK: AutoscalingGroupInitialLifecycleHook = {
  name: "booted",
  lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  heartbeatTimeout: 600,
  defaultResult: "ABANDON",
};

/** The group's own metrics, which AWS sends for free and only when asked. */
export const GROUP_METRICS = [
  "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances",
  "GroupTerminatingInstances", "GroupTotalInstances", "WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolTotalCapacity",
] as const;

/** A group's tags: the provider's default ones don't reach it. The launch template tags the instances with the same. */
export function groupTags(stack: EnvironmentStack, name: string): AutoscalingGroupTag[] {
  return Object.entries({ ...stack.tags, Name: name }).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}
