import type { Block } from "../../plan/planChange.ts";
import { at, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { list, words } from "../words.ts";

/** Firewall rules that go, or that count from then on what they blocked. */
export const firewall: Detector = ({ changes }) =>
  changes.flatMap((change): Finding[] => {
    const { before, after, type, address } = change;
    if (!/^aws_wafv2_(web_acl|rule_group)$/.test(type) || before === null || after === null) return [];
    const [was, is] = [rulesByName(before), rulesByName(after)];
    const gone = [...was.keys()].filter((name) => !is.has(name));
    const weaker = [...is].filter(([name, strength]) => strength < (was.get(name) ?? 0)).map(([name]) => name);
    const open = at(before, "default_action.block").length > 0 && at(after, "default_action.block").length === 0;
    return [
      ...(gone.length > 0 ? [finding(change, "danger", "protection", words`The firewall ${address} loses ${list(gone)}`, { attribute: "rule" })] : []),
      ...(weaker.length > 0 ? [finding(change, "danger", "protection", words`The firewall ${address} no longer blocks by ${list(weaker)}`, { attribute: "rule" })] : []),
      ...(open ? [finding(change, "danger", "network", words`The firewall ${address} lets through whatever no rule names`, { attribute: "default_action" })] : []),
    ];
  });

/** How strictly each rule acts: 2 blocks, 1 counts, 0 lets through. */
function rulesByName(state: Block): Map<string, number> {
  return new Map(at(state, "rule").flatMap((rule): [string, number][] => (isBlock(rule) ? [[String(rule.name), strength(rule)]] : [])));
}

function strength(rule: Block): number {
  if (at(rule, "override_action.count").length > 0 || at(rule, "action.count").length > 0) return 1;
  return at(rule, "action.allow").length > 0 ? 0 : 2;
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
