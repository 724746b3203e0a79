import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { EbsSnapshotBlockPublicAccess } from "@cdktf/provider-aws/lib/ebs-snapshot-block-public-access";
import { Ec2ImageBlockPublicAccess } from "@cdktf/provider-aws/lib/ec2-image-block-public-access";
import { Ec2InstanceMetadataDefaults } from "@cdktf/provider-aws/lib/ec2-instance-metadata-defaults";
import { Ec2SerialConsoleAccess } from "@cdktf/provider-aws/lib/ec2-serial-console-access";
import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What holds for every instance, image, snapshot and document of a region, whoever makes it. */
export function declareComputeDefaults(stack: EnvironmentStack, region: Region | typeof EDGE_REGION): void {
  const provider = stack.provider(region);
  const id = REGION_CODE[region];
  new Ec2InstanceMetadataDefaults(stack, `metadata_${id}`, { provider, httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 });
  new EbsEncryptionByDefault(stack, `volumes_${id}`, { provider, enabled: true });
  new EbsSnapshotBlockPublicAccess(stack, `snapshots_${id}`, { provider, state: "block-all-sharing" });
  new Ec2ImageBlockPublicAccess(stack, `images_${id}`, { provider, state: "block-new-sharing" });
  new Ec2SerialConsoleAccess(stack, `serial_console_${id}`, { provider, enabled: false });
  new SsmServiceSetting(stack, `document_sharing_${id}`, {
    provider,
    settingId: stack.names.arn("ssm", region, "servicesetting/ssm/documents/console/public-sharing-permission"),
    settingValue: "Disable",
  });
}
