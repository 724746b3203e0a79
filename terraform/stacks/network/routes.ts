import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import type { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Zone } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { ZoneSubnets } from "./vpc.ts";

export interface RouteTables {
  public: RouteTable;
  /** One a zone, also where all zones share a NAT gateway: changing their number then changes routes, not tables. */
  private: readonly { zone: Zone; table: RouteTable }[];
  /** No way to the internet leads from here. */
  data: RouteTable;
}

const ANYWHERE = "0.0.0.0/0";

/** The ways out: an internet gateway for the public subnets, NAT for the private ones, none for the data subnets. */
export function makeRoutes(stack: EnvironmentStack, vpc: Vpc, zones: readonly ZoneSubnets[]): RouteTables {
  const internet = new InternetGateway(stack, "internet", { vpcId: vpc.id, tags: { Name: stack.names.of() } });
  const publicTable = makeTable(stack, vpc, "public");
  new Route(stack, "public_internet", { routeTableId: publicTable.id, destinationCidrBlock: ANYWHERE, gatewayId: internet.id });
  const dataTable = makeTable(stack, vpc, "data");

  let nat: NatGateway | undefined;
  const privateTables = zones.map((subnets) => {
    const { zone } = subnets;
    if (!nat || stack.environment.network.natGateways === "one-per-zone") nat = makeNatGateway(stack, subnets, internet);
    const table = makeTable(stack, vpc, `private_${zone}`);
    new Route(stack, `private_${zone}_nat`, { routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: nat.id });
    associate(stack, `public_${zone}`, publicTable, subnets.public);
    associate(stack, `private_${zone}`, table, subnets.private);
    associate(stack, `data_${zone}`, dataTable, subnets.data);
    return { zone, table };
  });
  return { public: publicTable, private: privateTables, data: dataTable };
}

function makeTable(stack: EnvironmentStack, vpc: Vpc, id: string): RouteTable {
  const table = new RouteTable(stack, `${id}_routes`, { vpcId: vpc.id, tags: { Name: stack.names.of(id.replaceAll("_", "-")) } });
  table.overrideLogicalId(id);
  return table;
}

function associate(stack: EnvironmentStack, id: string, table: RouteTable, subnet: Subnet): void {
  new RouteTableAssociation(stack, `${id}_association`, { routeTableId: table.id, subnetId: subnet.id }).overrideLogicalId(id);
}

function makeNatGateway(stack: EnvironmentStack, subnets: ZoneSubnets, internet: InternetGateway): NatGateway {
  const { zone } = subnets;
  const tags = { Name: stack.names.of("nat", zone) };
  const address = new Eip(stack, `nat_${zone}_address`, { domain: "vpc", tags });
  address.overrideLogicalId(`nat_${zone}`);
  return new NatGateway(stack, `nat_${zone}`, { allocationId: address.id, subnetId: subnets.public.id, tags, dependsOn: [internet] });
}
