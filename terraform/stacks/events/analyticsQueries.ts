import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { Bucket } from "../../constructs/bucket.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { ANALYTICS_TABLE, analyticsDatabase } from "./analyticsTable.ts";

/** What one query may read: 10 GiB cost five US cents in 2026 (5 USD a TB, eu-central-1). */
const SCAN_LIMIT_BYTES = 10 * 1024 ** 3;

const QUERIES = [
  {
    id: "funnel_by_day",
    description: "Visits that saw a product, put it into the cart and bought, by day of the last four weeks",
    query: `SELECT day,
  count(DISTINCT CASE WHEN kind = 'product.viewed' THEN visit END) AS looked,
  count(DISTINCT CASE WHEN kind = 'cart.added' THEN visit END) AS added,
  count(DISTINCT CASE WHEN kind = 'order.paid' THEN id END) AS bought
FROM ${ANALYTICS_TABLE} WHERE day > current_date - interval '28' day GROUP BY day ORDER BY day`,
  },
  {
    id: "time_to_level",
    description: "Milliseconds until each level of a model was reached: median and slowest twentieth, last seven days",
    query: `SELECT product, level, approx_percentile(elapsed_ms, 0.5) AS median_ms, approx_percentile(elapsed_ms, 0.95) AS p95_ms
FROM ${ANALYTICS_TABLE} WHERE kind = 'level.reached' AND day > current_date - interval '7' day GROUP BY product, level ORDER BY p95_ms DESC`,
  },
] as const;

/** The Athena workgroup whose settings bind every query: encrypted results that end after 30 days, and a limit to what is read. */
export function makeAnalyticsQueries(stack: EnvironmentStack, keyArn: string): void {
  const { names, environment } = stack;
  const results = new Bucket(stack, stack, {
    purpose: "athena",
    encryption: { keyArn },
    oldVersionDays: 7,
    lifecycle: [{ id: "end-results", status: "Enabled", filter: [{ prefix: "results/" }], expiration: [{ days: 30 }] }],
  });
  const workgroup = new AthenaWorkgroup(stack, "analytics_queries", {
    name: names.of("analytics"),
    description: "Questions about what happens in the shop",
    state: "ENABLED",
    forceDestroy: !environment.deletionProtection,
    configuration: {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: SCAN_LIMIT_BYTES,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: `s3://${results.name}/results/`,
        expectedBucketOwner: environment.accountId,
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: keyArn },
      },
    },
  });
  for (const { id, description, query } of QUERIES) {
    new AthenaNamedQuery(stack, id, { name: id.replaceAll("_", "-"), description, database: analyticsDatabase(stack), workgroup: workgroup.id, query });
  }
}
