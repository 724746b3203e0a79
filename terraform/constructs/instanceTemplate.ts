import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "../cdktf.ts";
import { lookup } from "./registry.ts";
import type { Role } from "./role.ts";
import type { EnvironmentStack } from "./stack.ts";

export interface InstanceTemplateProps {
  /** Name of the fleet, from `Names`. */
  name: string;
  description: string;
  /** An image's id, or `resolve:ssm:` and a public parameter, asked at each launch. */
  imageId: string;
  role: Role;
  securityGroupId: string;
  /** The shell script of the first boot. */
  userData: string;
  volumeGb: number;
  /** Unlimited or standard, for burstable types. */
  cpuCredits?: "standard" | "unlimited";
}

/** How an instance of ours starts: metadata by token only, encrypted disk, no public address, no SSH key. */
export class InstanceTemplate extends Construct {
  readonly template: LaunchTemplate;

  constructor(stack: EnvironmentStack, id: string, props: InstanceTemplateProps) {
    super(stack, `template_${id}`);
    const { name, description, imageId, role, securityGroupId, userData, volumeGb, cpuCredits } = props;
    const profile = new IamInstanceProfile(this, "profile", { name: role.role.name, role: role.role.name });
    profile.overrideLogicalId(id);
    // As a local value the script can be read in the synthesised JSON; the plan shows it only in Base64.
    stack.addOverride(`locals.${id}_user_data`, userData);
    const tags = { ...stack.tags, Name: name };
    this.template = new LaunchTemplate(this, "template", {
      name,
      description,
      imageId,
      updateDefaultVersion: true,
      ebsOptimized: "true",
      instanceInitiatedShutdownBehavior: "terminate",
      iamInstanceProfile: { arn: profile.arn },
      // One hop: a token can't be carried out of the instance, by a container or a proxy.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      monitoring: { enabled: true },
      maintenanceOptions: { autoRecovery: "default" },
      networkInterfaces: [{ associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [securityGroupId] }],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeSize: volumeGb,
            volumeType: "gp3",
            encrypted: "true",
            kmsKeyId: lookup(stack, "security", "compute-key-arn"),
            deleteOnTermination: "true",
          },
        },
      ],
      creditSpecification: cpuCredits && { cpuCredits },
      userData: `\${base64encode(local.${id}_user_data)}`,
      // The provider's default tags reach the template, not what is launched from it.
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags: { Name: name },
    });
    this.template.overrideLogicalId(id);
  }
}
