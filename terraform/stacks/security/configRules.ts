import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import type { ITerraformDependable } from "../../cdktf.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What the conformance pack can't say, as it differs between environments. */
export function declareConfigRules(stack: EnvironmentStack, region: Region | typeof EDGE_REGION, recording: ITerraformDependable): void {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const keys = Object.keys(stack.tags).slice(0, 6);
  new ConfigConfigRule(stack, `tagged_${code}`, {
    provider,
    name: stack.names.of("tagged"),
    description: "Stores and fleets carry the tags that bills are split by",
    source: { owner: "AWS", sourceIdentifier: "REQUIRED_TAGS" },
    inputParameters: JSON.stringify(Object.fromEntries(keys.map((key, index) => [`tag${index + 1}Key`, key]))),
    scope: {
      complianceResourceTypes: [
        ...["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance"],
        ...["AWS::AutoScaling::AutoScalingGroup", "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::EC2::VPC", "AWS::EC2::SecurityGroup"],
      ],
    },
    dependsOn: [recording],
  });
  new ConfigConfigRule(stack, `log_retention_${code}`, {
    provider,
    name: stack.names.of("log-retention"),
    description: "Log groups keep their records as long as the environment demands",
    source: { owner: "AWS", sourceIdentifier: "CW_LOGGROUP_RETENTION_PERIOD_CHECK" },
    inputParameters: JSON.stringify({ MinRetentionTime: String(stack.environment.logRetentionDays) }),
    maximumExecutionFrequency: "TwentyFour_Hours",
    dependsOn: [recording],
  });
}
