import { Macie2Account } from "@cdktf/provider-aws/lib/macie2-account";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * Watches whether a region's buckets become public, shared or unencrypted (0.10 USD for a bucket and month), and is
 * there to search one for personal data when somebody suspects it; Security Hub passes on what it finds. Not at the
 * edge, where no bucket is.
 */
export function declareMacie(stack: EnvironmentStack, region: Region): void {
  new Macie2Account(stack, `macie_${REGION_CODE[region]}`, {
    provider: stack.provider(region),
    status: "ENABLED",
    findingPublishingFrequency: "FIFTEEN_MINUTES",
  });
}
