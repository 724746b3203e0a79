import { NetworkAcl, type NetworkAclEgress } from "@cdktf/provider-aws/lib/network-acl";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { tierCidr, vpcCidr, type Tier } from "./addressPlan.ts";
import type { ZoneSubnets } from "./vpc.ts";

/** A rule that allows; `ports` and `icmp` as in the protocol, everything where neither is given. */
interface Allowed {
  cidr: string;
  ports?: readonly [first: number, last: number];
  /** Path MTU discovery: "fragmentation needed". Without it large packets vanish between regions. */
  icmp?: "fragmentation-needed";
}

const ANYWHERE = "0.0.0.0/0";
const HTTPS = [443, 443] as const;
const POSTGRES = [5432, 5432] as const;
/** From which ports Linux calls others; the answers come back to them. */
const LINUX_EPHEMERAL = [32_768, 60_999] as const;
/** NAT gateways and load balancers call from any of these; cut so that no rule admits remote desktop (3389). */
const GATEWAY_EPHEMERAL = [[1_024, 3_388], [3_390, 65_535]] as const;
const MTU: Allowed = { cidr: ANYWHERE, icmp: "fragmentation-needed" };

/**
 * A second fence behind the security groups, one for each tier: a group opened by mistake still opens no way from the
 * internet to the private subnets, and none from the public subnets to the data.
 */
export function makeAccessLists(stack: EnvironmentStack, vpc: Vpc, zones: readonly ZoneSubnets[]): void {
  const { network, options } = stack.environment;
  const here = (tier: Tier) => tierCidr(network, stack.region, tier);
  const other = stack.regions.find((region) => region !== stack.region);
  const abroad = (tier: Tier, ports: readonly [number, number]): Allowed[] => (other ? [{ cidr: tierCidr(network, other, tier), ports }] : []);
  const answers = (cidr: string): Allowed[] => GATEWAY_EPHEMERAL.map((ports) => ({ cidr, ports }));

  const lists: Record<Tier, { inward: Allowed[]; outward: Allowed[] }> = {
    public: {
      inward: [{ cidr: here("private") }, { cidr: ANYWHERE, ports: HTTPS }, ...answers(ANYWHERE), MTU],
      outward: [{ cidr: here("private") }, { cidr: ANYWHERE, ports: HTTPS }, ...answers(ANYWHERE), MTU],
    },
    private: {
      inward: [{ cidr: vpcCidr(network, stack.region) }, { cidr: ANYWHERE, ports: LINUX_EPHEMERAL }, MTU],
      outward: [{ cidr: vpcCidr(network, stack.region) }, { cidr: ANYWHERE, ports: HTTPS }, ...abroad("data", POSTGRES), MTU],
    },
    data: {
      inward: [
        { cidr: here("private") },
        { cidr: here("data") },
        ...abroad("private", POSTGRES),
        // Redshift loads through S3's gateway endpoint, whose answers bear S3's public addresses.
        ...(options.warehouse ? [{ cidr: ANYWHERE, ports: LINUX_EPHEMERAL }] : []),
        MTU,
      ],
      outward: [
        { cidr: here("private") },
        { cidr: here("data") },
        ...abroad("private", LINUX_EPHEMERAL),
        ...(options.warehouse ? [{ cidr: ANYWHERE, ports: HTTPS }] : []),
        MTU,
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

function toEntry({ cidr, ports, icmp }: Allowed, index: number): NetworkAclEgress {
  return {
    ruleNo: (index + 1) * 10,
    action: "allow",
    cidrBlock: cidr,
    protocol: icmp ? "icmp" : ports ? "tcp" : "-1",
    fromPort: ports?.[0] ?? 0,
    toPort: ports?.[1] ?? 0,
    icmpType: icmp ? 3 : 0,
    icmpCode: icmp ? 4 : 0,
  };
}
