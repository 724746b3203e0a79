import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { SecurityhubFindingAggregator } from "@cdktf/provider-aws/lib/securityhub-finding-aggregator";
import { SecurityhubStandardsSubscription } from "@cdktf/provider-aws/lib/securityhub-standards-subscription";
import { EDGE_REGION, REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

const STANDARDS = {
  foundational: "aws-foundational-security-best-practices/v/1.0.0",
  cis: "cis-aws-foundations-benchmark/v/3.0.0",
} as const;

/** Judges every region by AWS's own standard and the CIS benchmark, and shows all findings in the primary region. */
export function declareSecurityHub(stack: EnvironmentStack): void {
  const [primary, ...others] = ([...stack.regions, EDGE_REGION] as const).map((region) => declareHub(stack, region));
  new SecurityhubFindingAggregator(stack, "findings", {
    linkingMode: "SPECIFIED_REGIONS",
    specifiedRegions: [...stack.regions.slice(1), EDGE_REGION],
    dependsOn: [primary, ...others].filter((hub) => hub !== undefined),
  });
}

function declareHub(stack: EnvironmentStack, region: Region | typeof EDGE_REGION): SecurityhubAccount {
  const provider = stack.provider(region);
  const code = REGION_CODE[region];
  const hub = new SecurityhubAccount(stack, `hub_${code}`, {
    provider,
    enableDefaultStandards: false,
    autoEnableControls: true,
    controlFindingGenerator: "SECURITY_CONTROL",
  });
  for (const [name, standard] of Object.entries(STANDARDS)) {
    new SecurityhubStandardsSubscription(stack, `${name}_${code}`, {
      provider,
      standardsArn: `arn:aws:securityhub:${region}::standards/${standard}`,
      dependsOn: [hub],
    });
  }
  return hub;
}
