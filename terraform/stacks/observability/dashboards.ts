import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { costDashboard } from "./costDashboard.ts";
import { renderDashboard } from "./renderDashboard.ts";
import { shoppersDashboard } from "./shoppersDashboard.ts";
import { storesDashboard } from "./storesDashboard.ts";
import { dashboardBody } from "./widgets.ts";

/** The dashboards of a region; dashboards share one namespace in an account, so their names bear the region. */
export function makeDashboards(stack: EnvironmentStack): void {
  const all = {
    shoppers: shoppersDashboard(stack),
    stores: storesDashboard(stack),
    render: renderDashboard(stack),
    // Charges are counted for the account as a whole.
    ...(stack.region === stack.environment.placement.primary && { cost: costDashboard(stack) }),
  };
  for (const [name, rows] of Object.entries(all)) {
    new CloudwatchDashboard(stack, `dashboard_${name}`, { dashboardName: stack.names.regional(stack.region, name), dashboardBody: dashboardBody(stack.region, rows) });
  }
}
