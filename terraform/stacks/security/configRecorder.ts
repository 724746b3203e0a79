import { readFileSync } from "node:fs";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigConformancePack } from "@cdktf/provider-aws/lib/config-conformance-pack";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { ConfigRetentionConfiguration } from "@cdktf/provider-aws/lib/config-retention-configuration";
import type { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { EDGE_REGION, REGION_CODE, type Region } from "../../config/regions.ts";
import type { Bucket } from "../../constructs/bucket.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { declareConfigRules } from "./configRules.ts";

const CONFORMANCE_PACK = readFileSync(new URL("./conformancePack.yaml", import.meta.url), "utf8");
const EDGE_CONFORMANCE_PACK = readFileSync(new URL("./conformancePackEdge.yaml", import.meta.url), "utf8");

export interface ConfigRecorderProps {
  region: Region | typeof EDGE_REGION;
  role: IamServiceLinkedRole;
  bucket: Bucket;
  key: EncryptionKey;
}

/** Records how every resource of a region is configured, and judges it continuously by rules and a conformance pack. */
export function declareConfigRecorder(stack: EnvironmentStack, { region, role, bucket, key }: ConfigRecorderProps): void {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const recorder = new ConfigConfigurationRecorder(stack, `recorder_${code}`, {
    provider,
    name: "default",
    roleArn: role.arn,
    // IAM's resources are the same everywhere: recorded once, not once a region.
    recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === stack.region },
    recordingMode: { recordingFrequency: "CONTINUOUS" },
  });
  const channel = new ConfigDeliveryChannel(stack, `channel_${code}`, {
    provider,
    name: "default",
    s3BucketName: bucket.name,
    s3KmsKeyArn: key.arn,
    snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
    dependsOn: [recorder, bucket.policy],
  });
  const started = new ConfigConfigurationRecorderStatus(stack, `recording_${code}`, {
    provider,
    name: recorder.name,
    isEnabled: true,
    dependsOn: [channel],
  });
  new ConfigRetentionConfiguration(stack, `kept_${code}`, { provider, retentionPeriodInDays: stack.environment.deletionProtection ? 2557 : 30 });
  new ConfigConformancePack(stack, `pack_${code}`, {
    provider,
    name: stack.names.of("conformance"),
    templateBody: CONFORMANCE_PACK,
    dependsOn: [started],
  });
  if (region === EDGE_REGION) {
    new ConfigConformancePack(stack, "pack_edge", {
      provider,
      name: stack.names.of("conformance-edge"),
      templateBody: EDGE_CONFORMANCE_PACK,
      dependsOn: [started],
    });
  }
  declareConfigRules(stack, region, started);
}
