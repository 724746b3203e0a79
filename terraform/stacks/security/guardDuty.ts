import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Charged by what they look at: those for EKS and ECS, which the shop does not use, cost nothing until somebody does. */
const FEATURES = ["S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "EKS_AUDIT_LOGS"] as const;

/** Looks for intruders in a region's calls, flows, names asked for, sign-ins to databases and running processes. */
export function declareGuardDuty(stack: EnvironmentStack, region: Region | typeof EDGE_REGION): void {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const detector = new GuarddutyDetector(stack, `detector_${code}`, { provider, enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" });
  for (const name of FEATURES) {
    new GuarddutyDetectorFeature(stack, `${name.toLowerCase()}_${code}`, { provider, detectorId: detector.id, name, status: "ENABLED" });
  }
  new GuarddutyDetectorFeature(stack, `runtime_monitoring_${code}`, {
    provider,
    detectorId: detector.id,
    name: "RUNTIME_MONITORING",
    status: "ENABLED",
    additionalConfiguration: ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"].map((name) => ({ name, status: "ENABLED" })),
  });
}
