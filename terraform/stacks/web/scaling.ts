import type { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { WARM_UP_SECONDS } from "./fleet.ts";
import type { LoadBalancer } from "./loadBalancer.ts";

/**
 * How the fleet grows and shrinks: the policy that asks for most instances decides. CPU is what pages cost; requests
 * rise earlier than CPU does; the forecast, by option, starts instances before the evening needs them.
 */
export function declareScaling(stack: EnvironmentStack, fleet: AutoscalingGroup, { balancer, targets }: LoadBalancer): void {
  const { web } = stack.environment;
  const tracking = (id: string, targetValue: number, predefinedMetricSpecification: { predefinedMetricType: string; resourceLabel?: string }) =>
    new AutoscalingPolicy(stack, id, {
      name: stack.names.of(id.replaceAll("_", "-")),
      autoscalingGroupName: fleet.name,
      policyType: "TargetTrackingScaling",
      estimatedInstanceWarmup: WARM_UP_SECONDS,
      targetTrackingConfiguration: { targetValue, predefinedMetricSpecification },
    });
  tracking("web_cpu", web.targetCpuPercent, { predefinedMetricType: "ASGAverageCPUUtilization" });
  tracking("web_requests", web.requestsPerInstanceAndMinute, {
    predefinedMetricType: "ALBRequestCountPerTarget",
    resourceLabel: `${balancer.arnSuffix}/${targets.arnSuffix}`,
  });
  if (!web.predictiveScaling) return;
  new AutoscalingPolicy(stack, "web_forecast", {
    name: stack.names.of("web-forecast"),
    autoscalingGroupName: fleet.name,
    policyType: "PredictiveScaling",
    predictiveScalingConfiguration: {
      mode: "ForecastAndScale",
      schedulingBufferTime: String(2 * WARM_UP_SECONDS),
      maxCapacityBreachBehavior: "HonorMaxCapacity",
      metricSpecification: { targetValue: web.targetCpuPercent, predefinedMetricPairSpecification: { predefinedMetricType: "ASGCPUUtilization" } },
    },
  });
}
