import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { EDGE_REGION, REGION_CODE } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Finds what is reachable from outside the account, in every region, and, in protected environments, access that nobody uses. */
export function declareAccessAnalyzers(stack: EnvironmentStack): void {
  for (const region of [...stack.regions, EDGE_REGION] as const) {
    new AccessanalyzerAnalyzer(stack, `external_${REGION_CODE[region]}`, {
      provider: stack.provider(region),
      analyzerName: stack.names.of("external-access"),
      type: "ACCOUNT",
    });
  }
  // Charged by role and month; IAM is global, so that one region's analyzer sees all of it.
  if (stack.environment.deletionProtection) {
    new AccessanalyzerAnalyzer(stack, "unused", {
      analyzerName: stack.names.of("unused-access"),
      type: "ACCOUNT_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: 90 } },
    });
  }
}
