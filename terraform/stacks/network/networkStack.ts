import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { makeAccessLists } from "./accessLists.ts";
import { TIERS } from "./addressPlan.ts";
import { makeEndpoints } from "./endpoints.ts";
import { makeFlowLogs } from "./flowLogs.ts";
import { makeOuterRules } from "./outerRules.ts";
import { makePeering } from "./peering.ts";
import { makeRoutes } from "./routes.ts";
import { makeSecurityGroups } from "./securityGroups.ts";
import { makeSubnets, makeVpc } from "./vpc.ts";

/** A region's network: public, private and data subnets over its zones, and who may talk to whom. */
export class NetworkStack extends EnvironmentStack {
  declare readonly kind: "network";

  constructor(scope: Construct, environment: Environment, region: Region) {
    super(scope, { environment, kind: "network", region });

    const vpc = makeVpc(this);
    const subnets = makeSubnets(this, vpc);
    const routes = makeRoutes(this, vpc, subnets);
    const groups = makeSecurityGroups(this, vpc);
    makeOuterRules(this, groups);
    makeAccessLists(this, vpc, subnets);
    makeEndpoints(this, vpc, subnets, routes, groups);
    makeFlowLogs(this, vpc);
    const { placement } = environment;
    if (placement.kind === "two-regions" && region === placement.secondary) makePeering(this, vpc, routes, placement.primary);

    publish(this, "vpc-id", vpc.id);
    for (const tier of TIERS) publish(this, `${tier}-subnet-ids`, subnets.map((zone) => zone[tier].id).join(","));
    publish(this, "private-route-table-ids", routes.private.map(({ table }) => table.id).join(","));
    publish(this, "data-route-table-id", routes.data.id);
    for (const [name, group] of groups) {
      if (name !== "endpoints") publish(this, `${name}-security-group-id`, group.id);
    }
  }
}
