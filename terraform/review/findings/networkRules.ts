import type { PlanChange } from "../../plan/planChange.ts";
import { isUnknown } from "../../plan/resource.ts";
import { finding, type Detector, type Finding, type Scene, type Severity } from "../finding.ts";
import { addsUpToTheWorld, parseRange, reachOf, type Reach } from "../network/cidr.ts";
import { covers, isWeb, portsInWords, type Rule } from "../network/rule.ts";
import { groupFinder, readRules } from "../network/ruleReader.ts";
import { plain, words, type Words } from "../words.ts";

interface Placed {
  rule: Rule;
  change: PlanChange;
}

/**
 * What a plan lets in or out that nothing let in or out before: rules are compared by the group they belong to, in
 * whatever form they are written, so moving a rule between resources is no opening.
 */
export const networkRules: Detector = (scene) => {
  const find = groupFinder(scene.plan.changes);
  const groups = new Map<string, { before: Placed[]; after: Placed[] }>();
  for (const change of scene.plan.changes) {
    if (change.mode === "data") continue;
    for (const side of ["before", "after"] as const) {
      for (const { group, rules } of readRules(change, change[side], find)) {
        const known = groups.get(group) ?? { before: [], after: [] };
        known[side].push(...rules.map((rule) => ({ rule, change })));
        groups.set(group, known);
      }
    }
  }
  return [...groups].flatMap(([group, { before, after }]) => [...opened(scene, group, before, after), ...closed(group, before, after)]).concat(unreadable(scene));
};

function opened(scene: Scene, group: string, before: Placed[], after: Placed[]): Finding[] {
  const fresh = scene.byAddress.get(group)?.action === "create";
  const added = after.filter(({ rule }) => !before.some((old) => covers(old.rule, rule)));
  const disguised = addsUpToTheWorld(added.flatMap(({ rule }) => (rule.direction === "in" && rule.kind === "range" ? (parseRange(rule.source) ?? []) : [])));
  return added.flatMap(({ rule, change }): Finding[] => {
    const range = rule.kind === "range" ? parseRange(rule.source) : undefined;
    const reach = range && (disguised && /^(a large|public)/.test(reachOf(range)) ? "nearly the world" : reachOf(range));
    const severity = severityOf(rule, reach, fresh, change);
    if (severity === "note" && fresh) return [];
    const wasNarrower = before.some((old) => old.rule.direction === rule.direction && (covers(rule, old.rule) || (old.rule.kind === rule.kind && old.rule.source === rule.source)));
    const verb = rule.direction === "out" ? "Lets" : wasNarrower ? "Widens" : "Opens";
    const title =
      rule.direction === "out"
        ? words`${plain(verb)} ${group} reach ${toWhom(rule, reach)} on ${plain(portsInWords(rule))}`
        : words`${plain(verb)} ${group} to ${toWhom(rule, reach)} on ${plain(portsInWords(rule))}`;
    return [finding(change, severity, "network", title, group === change.address ? {} : { detail: words`By ${change.address}.` })];
  });
}

/** Beyond this a rule is for no service in particular. */
const MANY_PORTS = 1_000;

function severityOf(rule: Rule, reach: Reach | undefined, fresh: boolean, { type }: PlanChange): Severity {
  const wide = reach === "world" || reach === "nearly the world";
  if (rule.direction === "out") return wide && !fresh ? "look" : "note";
  if (type.includes("network_acl")) return fresh ? "note" : "look";
  if (wide) return fresh && (isWeb(rule) || rule.protocol.startsWith("icmp")) ? "look" : "danger";
  if (reach === "a large part of the internet") return fresh ? "look" : "danger";
  if (!fresh && rule.kind === "range" && rule.to - rule.from >= MANY_PORTS) return "danger";
  if (reach === "public" || rule.kind === "unknown") return "look";
  return fresh ? "note" : "look";
}

function toWhom(rule: Rule, reach: Reach | undefined): Words {
  if (reach === "world") return words`the whole internet (${rule.source})`;
  if (reach === "nearly the world") return words`nearly the whole internet (${rule.source})`;
  if (reach === "a large part of the internet") return words`a large part of the internet (${rule.source})`;
  if (reach === "public") return words`public addresses (${rule.source})`;
  if (reach === "private") return words`private addresses (${rule.source})`;
  if (rule.kind === "unknown") return words`addresses that are known only after apply`;
  return rule.kind === "self" ? words`itself` : words`${plain(rule.kind === "group" ? "" : "prefix list ")}${rule.source}`;
}

function closed(group: string, before: Placed[], after: Placed[]): Finding[] {
  return before
    .filter(({ rule, change }) => change.action !== "no-op" && !after.some((now) => covers(now.rule, rule) || covers(rule, now.rule)))
    .filter(({ rule }) => rule.direction === "in")
    .map(({ rule, change }) => {
      const range = rule.kind === "range" ? parseRange(rule.source) : undefined;
      return finding(change, "note", "network", words`Closes ${group} to ${toWhom(rule, range && reachOf(range))} on ${plain(portsInWords(rule))}`);
    });
}

/** Inline rules that an expression makes, so that nobody can say yet whom they let in. */
function unreadable({ changes }: Scene): Finding[] {
  return changes
    .filter(({ type, after, references }) => /security_group$/.test(type) && isUnknown(after?.ingress) && Object.keys(references).some((key) => key.startsWith("ingress")))
    .map((change) => finding(change, "look", "unreadable", words`Whom ${change.address} lets in is known only after apply`, { attribute: "ingress" }));
}
