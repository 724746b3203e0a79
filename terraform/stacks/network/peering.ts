import { Route } from "@cdktf/provider-aws/lib/route";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcPeeringConnection } from "@cdktf/provider-aws/lib/vpc-peering-connection";
import { VpcPeeringConnectionAccepterA } from "@cdktf/provider-aws/lib/vpc-peering-connection-accepter";
import { Fn, Token, type TerraformProvider } from "../../cdktf.ts";
import type { Region } from "../../config/regions.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { tierCidr, type Tier } from "./addressPlan.ts";
import type { RouteTables } from "./routes.ts";

/**
 * Connects the second region's network with the first one's, made wholly by the second region's stack, which is
 * applied after the first. Routes lead from each region's private subnets to the other's data subnets, and back:
 * nothing else of one network is reachable from the other.
 * @param primary the first region, whose stack has published its tables
 */
export function makePeering(stack: EnvironmentStack, vpc: Vpc, routes: RouteTables, primary: Region): void {
  const { network } = stack.environment;
  const provider = stack.provider(primary);
  const tags = { Name: stack.names.of("between-regions") };
  const connection = new VpcPeeringConnection(stack, "primary", {
    vpcId: vpc.id,
    peerVpcId: lookup(stack, "network", "vpc-id", primary),
    peerRegion: primary,
    autoAccept: false,
    tags,
  });
  const accepter = new VpcPeeringConnectionAccepterA(stack, "primary_accepter", {
    provider,
    vpcPeeringConnectionId: connection.id,
    autoAccept: true,
    tags,
  });
  accepter.overrideLogicalId("primary");

  const route = (id: string, routeTableId: string, region: Region, tier: Tier, provider?: TerraformProvider) =>
    new Route(stack, id, {
      provider,
      routeTableId,
      destinationCidrBlock: tierCidr(network, region, tier),
      vpcPeeringConnectionId: connection.id,
      dependsOn: [accepter],
    });
  const primaryTables = lookupList(stack, "network", "private-route-table-ids", primary);
  for (const [index, { zone, table }] of routes.private.entries()) {
    route(`private_${zone}_to_primary`, table.id, primary, "data");
    // `element` takes the placeholder for every zone while the first region is not applied.
    const primaryTable = Token.asString(Fn.element(primaryTables, index));
    route(`primary_private_${zone}_from_here`, primaryTable, stack.region, "data", provider);
  }
  route("data_to_primary", routes.data.id, primary, "private");
  route("primary_data_from_here", lookup(stack, "network", "data-route-table-id", primary), stack.region, "private", provider);
}
