import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Zone } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { subnetCidr, vpcCidr, type Tier } from "./addressPlan.ts";

/** A zone's subnets, one of each tier. */
export type ZoneSubnets = { zone: Zone } & Record<Tier, Subnet>;

/**
 * The VPC. What AWS puts into it unasked, and uses where nothing is said (security group, access list, route table), is
 * taken over and emptied: what forgets to name its own reaches nothing.
 */
export function makeVpc(stack: EnvironmentStack): Vpc {
  const vpc = new Vpc(stack, "main", {
    cidrBlock: vpcCidr(stack.environment.network, stack.region),
    enableDnsSupport: true,
    enableDnsHostnames: true,
    enableNetworkAddressUsageMetrics: true,
    tags: { Name: stack.names.of() },
  });
  const tags = { Name: stack.names.of("unused-default") };
  // Given empty, not left out: left out means "leave what is there", which is everything open.
  new DefaultSecurityGroup(stack, "closed", { vpcId: vpc.id, ingress: [], egress: [], tags });
  new DefaultNetworkAcl(stack, "closed_acl", { defaultNetworkAclId: vpc.defaultNetworkAclId, tags }).overrideLogicalId("closed");
  new DefaultRouteTable(stack, "closed_routes", { defaultRouteTableId: vpc.defaultRouteTableId, route: [], tags }).overrideLogicalId("closed");
  return vpc;
}

/** A subnet of each tier in each zone. None gives instances public addresses, the public ones neither. */
export function makeSubnets(stack: EnvironmentStack, vpc: Vpc): readonly ZoneSubnets[] {
  const { network } = stack.environment;
  const subnet = (tier: Tier, zone: Zone) =>
    new Subnet(stack, `${tier}_${zone}`, {
      vpcId: vpc.id,
      availabilityZone: `${stack.region}${zone}`,
      cidrBlock: subnetCidr(network, stack.region, tier, zone),
      mapPublicIpOnLaunch: false,
      tags: { Name: stack.names.of(tier, zone), Tier: tier },
    });
  return network.zones.map((zone) => ({ zone, public: subnet("public", zone), private: subnet("private", zone), data: subnet("data", zone) }));
}
