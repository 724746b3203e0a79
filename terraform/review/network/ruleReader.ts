import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, isUnknown, type Value } from "../../plan/resource.ts";
import { rulesOf, type Rule } from "./rule.ts";

/** Rules of one resource, for the security group or network ACL that they belong to. */
export interface GroupRules {
  /** The group's address where the plan holds it, else its id. */
  group: string;
  rules: Rule[];
}

/** Finds the address of a group by its id, or by the expression that names it. */
export type GroupFinder = (value: Value | undefined, references: readonly string[] | undefined) => string;

/** Makes a finder from all that the plan holds. */
export function groupFinder(changes: Iterable<PlanChange>): GroupFinder {
  const byId = new Map<string, string>();
  for (const { address, type, before, after } of changes) {
    if (!/security_group$|network_acl$|prefix_list$/.test(type)) continue;
    for (const state of [before, after]) {
      if (typeof state?.id === "string" && !isUnknown(state.id)) byId.set(state.id, address);
    }
  }
  return (value, references) => {
    if (typeof value === "string" && !isUnknown(value)) {
      // AWS's own lists are known by a data source only, whose name says more than their id.
      const list = value.startsWith("pl-") && references?.length === 1 ? references[0] : undefined;
      return byId.get(value) ?? list ?? value;
    }
    return references?.find((address) => /security_group|network_acl|prefix_list/.test(address)) ?? String(value ?? "an unknown group");
  };
}

/** The rules that a resource holds in one of its states. */
export function readRules(change: PlanChange, state: Block | null, find: GroupFinder): GroupRules[] {
  if (state === null) return [];
  const { type, references, address } = change;
  switch (type) {
    case "aws_security_group":
    case "aws_default_security_group":
      return [{ group: address, rules: [...inline(change, state, "ingress", find), ...inline(change, state, "egress", find)] }];
    case "aws_security_group_rule":
      return [{
        group: find(state.security_group_id, references.security_group_id),
        rules: rulesOf(
          { direction: state.type === "egress" ? "out" : "in", protocol: state.protocol, from: state.from_port, to: state.to_port },
          {
            ranges: [...at(state, "cidr_blocks"), ...at(state, "ipv6_cidr_blocks")],
            groups: state.source_security_group_id ? [find(state.source_security_group_id, references.source_security_group_id)] : [],
            prefixLists: at(state, "prefix_list_ids"),
            self: state.self,
          },
        ),
      }];
    case "aws_vpc_security_group_ingress_rule":
    case "aws_vpc_security_group_egress_rule":
      return [{
        group: find(state.security_group_id, references.security_group_id),
        rules: rulesOf(
          { direction: type.includes("egress") ? "out" : "in", protocol: state.ip_protocol, from: state.from_port, to: state.to_port },
          {
            ranges: [state.cidr_ipv4, state.cidr_ipv6],
            groups: state.referenced_security_group_id ? [find(state.referenced_security_group_id, references.referenced_security_group_id)] : [],
            prefixLists: state.prefix_list_id ? [find(state.prefix_list_id, references.prefix_list_id)] : [],
          },
        ),
      }];
    case "aws_network_acl":
    case "aws_default_network_acl":
      return [{ group: address, rules: (["ingress", "egress"] as const).flatMap((side) => at(state, side).flatMap((rule) => aclRule(rule, side === "ingress" ? "in" : "out", "action"))) }];
    case "aws_network_acl_rule":
      return [{ group: find(state.network_acl_id, references.network_acl_id), rules: aclRule(state, state.egress === true ? "out" : "in", "rule_action") }];
    case "aws_ec2_managed_prefix_list":
      return [{ group: address, rules: at(state, "entry.cidr").flatMap((cidr) => listEntry(cidr)) }];
    case "aws_ec2_managed_prefix_list_entry":
      return [{ group: find(state.prefix_list_id, references.prefix_list_id), rules: listEntry(state.cidr) }];
    case "aws_lightsail_instance_public_ports":
      return [{ group: address, rules: at(state, "port_info").flatMap((port) => (isBlock(port) ? rulesOf({ direction: "in", protocol: port.protocol, from: port.from_port, to: port.to_port }, { ranges: [...at(port, "cidrs"), ...at(port, "ipv6_cidrs")] }) : [])) }];
    default:
      return [];
  }
}

function inline({ references }: PlanChange, state: Block, side: "ingress" | "egress", find: GroupFinder): Rule[] {
  return at(state, side).flatMap((rule) => {
    if (!isBlock(rule)) return [];
    return rulesOf(
      { direction: side === "ingress" ? "in" : "out", protocol: rule.protocol, from: rule.from_port, to: rule.to_port },
      {
        ranges: [...at(rule, "cidr_blocks"), ...at(rule, "ipv6_cidr_blocks")],
        groups: at(rule, "security_groups").map((group) => find(group, references[`${side}.security_groups`] ?? references[side])),
        prefixLists: at(rule, "prefix_list_ids"),
        self: rule.self,
      },
    );
  });
}

function aclRule(rule: Value, direction: "in" | "out", action: "action" | "rule_action"): Rule[] {
  if (!isBlock(rule) || String(rule[action]).toLowerCase() !== "allow") return [];
  return rulesOf({ direction, protocol: rule.protocol, from: rule.from_port, to: rule.to_port }, { ranges: [rule.cidr_block, rule.ipv6_cidr_block] });
}

function listEntry(cidr: Value | undefined): Rule[] {
  return rulesOf({ direction: "in", protocol: "-1", from: undefined, to: undefined }, { ranges: [cidr] });
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
