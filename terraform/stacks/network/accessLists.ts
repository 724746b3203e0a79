import { NetworkAcl, type NetworkAclEgress } from "@cdktf/provider-aws/lib/network-acl";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { tierCidr, vpcCidr, type Tier } from "./addressPlan.ts";
import type { ZoneSubnets } from "./vpc.ts";

/** A rule that allows: TCP to these ports, or everything where none are given. */
interface Allowed {
  cidr: string;
  ports?: readonly [first: number, last: number];
}

const ANYWHERE = "0.0.0.0/0";
const HTTPS = [443, 443] as const;
/** From which ports Linux calls others; the answers come back to them. */
const LINUX_EPHEMERAL = [32_768, 60_999] as const;
/** NAT gateways and load balancers call from any of these; cut so that no rule admits remote desktop (3389). */
const GATEWAY_EPHEMERAL = [[1_024, 3_388], [3_390, 65_535]] as const;

/**
 * A second fence behind the security groups, one for each tier: a group opened by mistake still opens no way from the
 * internet to the private subnets, and none from the public subnets to the data.
 */
export function makeAccessLists(stack: EnvironmentStack, vpc: Vpc, zones: readonly ZoneSubnets[]): void {
  const { network, options } = stack.environment;
  const here = (tier: Tier) => tierCidr(network, stack.region, tier);
  const other = stack.regions.find((region) => region !== stack.region);
  // Every protocol, where the security groups narrow to PostgreSQL: what tells a sender that its packet exceeds the
  // 8,500 bytes of the way between regions is ICMP.
  const abroad = (tier: Tier): Allowed[] => (other ? [{ cidr: tierCidr(network, other, tier) }] : []);
  const answers = (cidr: string): Allowed[] => GATEWAY_EPHEMERAL.map((ports) => ({ cidr, ports }));

  const lists: Record<Tier, { inward: Allowed[]; outward: Allowed[] }> = {
    public: {
      inward: [{ cidr: here("private") }, { cidr: ANYWHERE, ports: HTTPS }, ...answers(ANYWHERE)],
      outward: [{ cidr: here("private") }, { cidr: ANYWHERE, ports: HTTPS }, ...answers(ANYWHERE)],
    },
    private: {
      inward: [{ cidr: vpcCidr(network, stack.region) }, { cidr: ANYWHERE, ports: LINUX_EPHEMERAL }, ...abroad("data")],
      outward: [{ cidr: vpcCidr(network, stack.region) }, { cidr: ANYWHERE, ports: HTTPS }, ...abroad("data")],
    },
    data: {
      inward: [
        { cidr: here("private") },
        { cidr: here("data") },
        ...abroad("private"),
        // Redshift loads through S3's gateway endpoint, whose answers bear S3's public addresses.
        ...(options.warehouse ? [{ cidr: ANYWHERE, ports: LINUX_EPHEMERAL }] : []),
      ],
      outward: [
        { cidr: here("private") },
        { cidr: here("data") },
        ...abroad("private"),
        ...(options.warehouse ? [{ cidr: ANYWHERE, ports: HTTPS }] : []),
      ],
    },
  };
  for (const [tier, { inward, outward }] of Object.entries(lists) as [Tier, (typeof lists)[Tier]][]) {
    new NetworkAcl(stack, `${tier}_access`, {
      vpcId: vpc.id,
      subnetIds: zones.map((subnets) => subnets[tier].id),
      ingress: inward.map(toEntry),
      egress: outward.map(toEntry),
      tags: { Name: stack.names.of(tier) },
    }).overrideLogicalId(tier);
  }
}

function toEntry({ cidr, ports }: Allowed, index: number): NetworkAclEgress {
  return {
    ruleNo: (index + 1) * 10,
    action: "allow",
    cidrBlock: cidr,
    protocol: ports ? "tcp" : "-1",
    fromPort: ports?.[0] ?? 0,
    toPort: ports?.[1] ?? 0,
  };
}
