import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Charged by what they look at: those for EKS and ECS, which the shop does not use, cost nothing until somebody does. */
const FEATURES = ["S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "EKS_AUDIT_LOGS", "RUNTIME_MONITORING"] as const;

/** Whose agents GuardDuty installs and updates for its look at running processes. */
const AGENTS = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] as const;

/** Looks for intruders in a region's calls, flows, names asked for, sign-ins to databases and running processes. */
export function declareGuardDuty(stack: EnvironmentStack, region: Region | typeof EDGE_REGION): void {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const detector = new GuarddutyDetector(stack, `detector_${code}`, { provider, enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" });
  // One after the other: changes of one detector that come at once lose each other.
  let last: GuarddutyDetectorFeature | undefined;
  for (const name of FEATURES) {
    last = new GuarddutyDetectorFeature(stack, `${name.toLowerCase()}_${code}`, {
      provider,
      detectorId: detector.id,
      name,
      status: "ENABLED",
      dependsOn: last && [last],
      additionalConfiguration: name === "RUNTIME_MONITORING" ? AGENTS.map((agent) => ({ name: agent, status: "ENABLED" })) : undefined,
    });
  }
}
