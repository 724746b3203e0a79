import type { Block } from "../../plan/planChange.ts";
import { at } from "../../plan/resource.ts";
import { finding, type Detector } from "../finding.ts";
import { parseRange, reachOf } from "../network/cidr.ts";
import { groupFinder, readRules } from "../network/ruleReader.ts";
import { STATEFUL_TYPES } from "../statefulTypes.ts";
import { list, words } from "../words.ts";

/** Stores that are put behind a security group which lets the internet in: each half looks harmless alone. */
export const exposedStores: Detector = ({ plan, changes }) => {
  const find = groupFinder(plan.changes);
  const open = new Set(
    plan.changes.flatMap((change) => (change.mode === "data" || /network_acl|prefix_list/.test(change.type) ? [] : readRules(change, change.after, find))).flatMap(({ group, rules }) =>
      rules.some(({ direction, kind, source }) => direction === "in" && kind === "range" && isWide(source)) ? [group] : [],
    ),
  );
  if (open.size === 0) return [];
  return changes.flatMap((change) => {
    if (change.after === null || !(change.type in STATEFUL_TYPES)) return [];
    const groups = (state: Block | null, references: readonly string[]) => [...GROUPS.flatMap((path) => at(state ?? {}, path).map((id) => find(id, undefined))), ...references];
    const before = groups(change.before, []);
    const added = [...new Set(groups(change.after, GROUPS.flatMap((path) => change.references[path] ?? [])))].filter((group) => open.has(group) && !before.includes(group));
    if (added.length === 0) return [];
    return [finding(change, "danger", "network", words`Puts ${change.address} behind ${list(added)}, which lets the whole internet in`, { attribute: "security_groups", detail: words`What else stands in the way are its subnets, and whether it has a public address.` })];
  });
};

const GROUPS = ["vpc_security_group_ids", "security_group_ids", "security_groups", "vpc_config.security_group_ids", "vpc_options.security_group_ids", "broker_node_group_info.security_groups"];

function isWide(source: string): boolean {
  const range = parseRange(source);
  return range !== undefined && /world$/.test(reachOf(range));
}
