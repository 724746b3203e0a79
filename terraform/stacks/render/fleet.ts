import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { Token } from "../../cdktf.ts";
import { except } from "../../constructs/exception.ts";
import { declareBootedHook, GROUP_METRICS, groupTags } from "../../constructs/fleet.ts";
import { InstanceTemplate } from "../../constructs/instanceTemplate.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { renderUserData } from "./userData.ts";

/**
 * Amazon's base image for GPUs: Amazon Linux 2023 with NVIDIA's open driver, kept matching by Amazon. The plain image
 * would build a driver at every boot, minutes that Spot bills; the one for ECS brings an agent that has no cluster here.
 */
const IMAGE = "resolve:ssm:/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id";

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** From the start of a GPU instance to its first job. */
export const WARM_UP_SECONDS = 300;

/** The GPU instances that make models from sources: Spot only, and none while there is nothing to do. */
export function declareFleet(stack: EnvironmentStack, role: Role, release: string): AutoscalingGroup {
  const { names, environment } = stack;
  const { render } = environment;
  const name = names.of("render");
  const { template } = new InstanceTemplate(stack, "render", {
    name,
    description: "Instances that make models",
    imageId: IMAGE,
    role,
    securityGroupId: lookup(stack, "network", "render-security-group-id"),
    userData: renderUserData(stack, release),
    // The image takes 75; sources and their tiers need the rest.
    volumeGb: 150,
  });
  const fleet = new AutoscalingGroup(stack, "render_fleet", {
    name,
    vpcZoneIdentifier: lookupList(stack, "network", "private-subnet-ids"),
    minSize: 0,
    maxSize: render.max,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: Token.asString(template.latestVersion) },
        override: render.instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 0,
        // What is interrupted least: a job that is lost with its instance starts anew.
        spotAllocationStrategy: "capacity-optimized-prioritized",
      },
    },
    // A warning is no end: the job that runs has a fair chance to finish, and returns to the queue if it doesn't.
    capacityRebalance: false,
    healthCheckType: "EC2",
    healthCheckGracePeriod: 300,
    defaultInstanceWarmup: WARM_UP_SECONDS,
    instanceMaintenancePolicy: { minHealthyPercentage: 90, maxHealthyPercentage: 110 },
    terminationPolicies: ["OldestLaunchTemplate", "Default"],
    maxInstanceLifetime: WEEK_SECONDS,
    enabledMetrics: GROUP_METRICS.filter((metric) => !metric.startsWith("WarmPool")),
    metricsGranularity: "1Minute",
    waitForCapacityTimeout: "0",
    tag: groupTags(stack, name),
    lifecycle: { ignoreChanges: ["desired_capacity"] },
    dependsOn: [role.policy],
  });
  fleet.overrideLogicalId("render");
  except(fleet, {
    policy: "EC2-018",
    reason: "Rebalancing would end an instance on a mere warning, and its job of minutes with it. Without it the job mostly finishes, and returns to the queue where it doesn't.",
  });
  declareBootedHook(stack, "render", fleet);
  return fleet;
}
