import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Token } from "../../cdktf.ts";
import { declareBootedHook, GROUP_METRICS, groupTags } from "../../constructs/fleet.ts";
import { InstanceTemplate } from "../../constructs/instanceTemplate.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { ROLLBACK_ALARMS } from "./alarms.ts";
import type { LoadBalancer } from "./loadBalancer.ts";
import { webUserData } from "./userData.ts";

/**
 * Amazon's name of the newest Amazon Linux 2023 for Graviton. It is asked at each plan, not at each launch: a group whose
 * template names a parameter instead of an image can't be rolled back, and so a new image goes out as a release does.
 */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** How much of the fleet a release reaches first, and how long it is watched there: the alarms look at five to ten minutes. */
const FIRST_PERCENT = 20;
const WATCH_SECONDS = 10 * 60;

/** From its start to its first page; metrics of an instance count from then on. */
export const WARM_UP_SECONDS = 120;

/** The instances that run the shop: on demand up to a base, then mixed with Spot; replaced in turn by every release. */
export function declareFleet(stack: EnvironmentStack, role: Role, release: string, { targets, forwarding }: LoadBalancer, alarms: CloudwatchMetricAlarm[]): AutoscalingGroup {
  const { names, environment } = stack;
  const { web } = environment;
  const name = names.of("web");
  const { template } = new InstanceTemplate(stack, "web", {
    name,
    description: "Instances of the shop",
    imageId: new DataAwsSsmParameter(stack, "image", { name: IMAGE }).insecureValue,
    role,
    securityGroupId: lookup(stack, "network", "app-security-group-id"),
    userData: webUserData(stack, release),
    volumeGb: 20,
  });
  const fleet = new AutoscalingGroup(stack, "web_fleet", {
    name,
    vpcZoneIdentifier: lookupList(stack, "network", "private-subnet-ids"),
    minSize: web.min,
    maxSize: web.max,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: Token.asString(template.latestVersion) },
        override: web.instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        onDemandBaseCapacity: web.capacity.onDemandBase,
        onDemandPercentageAboveBaseCapacity: web.capacity.onDemandPercent,
        onDemandAllocationStrategy: "prioritized",
        spotAllocationStrategy: "price-capacity-optimized",
      },
    },
    // Replaces a Spot instance when AWS warns of its end, before the end.
    capacityRebalance: true,
    targetGroupArns: [targets.arn],
    healthCheckType: "ELB",
    healthCheckGracePeriod: 300,
    defaultInstanceWarmup: WARM_UP_SECONDS,
    // Starts the new one before it ends the old one.
    instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 120 },
    instanceRefresh: {
      strategy: "Rolling",
      preferences: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 120,
        instanceWarmup: String(WARM_UP_SECONDS),
        checkpointPercentages: [FIRST_PERCENT, 100],
        checkpointDelay: String(WATCH_SECONDS),
        // The alarms end the refresh in any case. Terraform saves the new template in the group before it starts the
        // refresh, and a rollback leads to what is saved (https://github.com/hashicorp/terraform-provider-aws/issues/34189):
        // the instances replaced by then return to the release before once that is applied again.
        autoRollback: true,
        skipMatching: true,
        scaleInProtectedInstances: "Wait",
        standbyInstances: "Wait",
        alarmSpecification: { alarms: ROLLBACK_ALARMS.map((alarm) => names.of(alarm)) },
      },
    },
    warmPool: web.warmPool && {
      poolState: "Stopped",
      minSize: web.warmPool.size,
      maxGroupPreparedCapacity: web.max,
      instanceReusePolicy: { reuseOnScaleIn: false },
    },
    availabilityZoneDistribution: { capacityDistributionStrategy: "balanced-best-effort" },
    terminationPolicies: ["OldestLaunchTemplate", "AllocationStrategy", "Default"],
    // No instance grows old: each is made anew within a week.
    maxInstanceLifetime: WEEK_SECONDS,
    enabledMetrics: [...GROUP_METRICS],
    metricsGranularity: "1Minute",
    // Instances are waited for by the refresh and its alarms, not by Terraform.
    waitForCapacityTimeout: "0",
    tag: groupTags(stack, name),
    // Scaling decides how many there are; Terraform only within which limits.
    lifecycle: { ignoreChanges: ["desired_capacity"] },
    dependsOn: [role.policy, forwarding, ...alarms],
  });
  fleet.overrideLogicalId("web");
  declareBootedHook(stack, "web", fleet);
  return fleet;
}
