import type { AutoscalingGroup, AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import type { EnvironmentStack } from "./stack.ts";

/**
 * An instance joins when its boot script says so, and is given up if it hasn't within ten minutes. A resource of its
 * own, as the group's initial hook makes Terraform create the group empty and then change it. The very first instances
 * may miss the hook: they join once the load balancer finds them healthy.
 */
export function declareBootedHook(stack: EnvironmentStack, id: string, group: AutoscalingGroup): void {
  const hook = new AutoscalingLifecycleHook(stack, `${id}_booted`, {
    name: "booted",
    autoscalingGroupName: group.name,
    lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    heartbeatTimeout: 600,
    defaultResult: "ABANDON",
  });
  hook.overrideLogicalId(id);
}

/** The group's own metrics, which AWS sends for free and only when asked. */
export const GROUP_METRICS = [
  "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances",
  "GroupTerminatingInstances", "GroupTotalInstances", "WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolTotalCapacity",
] as const;

/** A group's tags: the provider's default ones don't reach it. The launch template tags the instances with the same. */
export function groupTags(stack: EnvironmentStack, name: string): AutoscalingGroupTag[] {
  return Object.entries({ ...stack.tags, Name: name }).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}
