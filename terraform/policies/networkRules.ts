import { at, first, isUnknown, type DeclaredResource, type Value } from "../plan/resource.ts";

/** One rule of a security group, however it was declared. */
export interface NetworkRule {
  direction: "ingress" | "egress";
  fromPort: number;
  toPort: number;
  /** All protocols, or all ports of one. */
  allPorts: boolean;
  /** Who is meant: address ranges; security groups and prefix lists are left out. */
  from: string[];
}

/** The rules that a resource declares: inline blocks, `aws_security_group_rule` or the newer single rules. */
export function rulesOf(resource: DeclaredResource): NetworkRule[] {
  switch (resource.type) {
    case "aws_vpc_security_group_ingress_rule":
      return [ruleOf(resource.values, "ingress")];
    case "aws_vpc_security_group_egress_rule":
      return [ruleOf(resource.values, "egress")];
    case "aws_security_group_rule":
      return [ruleOf(resource.values, first(resource, "type") === "egress" ? "egress" : "ingress")];
    default:
      return (["ingress", "egress"] as const).flatMap((direction) => at(resource, direction).filter((block) => !isUnknown(block)).map((block) => ruleOf(block, direction)));
  }
}

function ruleOf(block: Value, direction: NetworkRule["direction"]): NetworkRule {
  const protocol = String(first(block, "protocol") ?? first(block, "ip_protocol") ?? "-1");
  const fromPort = Number(first(block, "from_port") ?? 0);
  const toPort = Number(first(block, "to_port") ?? 65_535);
  return {
    direction,
    fromPort,
    toPort,
    allPorts: protocol === "-1" || protocol === "all" || (fromPort <= 1 && toPort >= 65_535),
    from: ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"].flatMap((attribute) => at(block, attribute)).map(String),
  };
}
