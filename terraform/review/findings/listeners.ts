import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { words } from "../words.ts";

/** Load balancers that ask less of who comes, or take requests in the clear. */
export const listeners: Detector = ({ changes, plan }) =>
  changes.flatMap((change): Finding[] => {
    const { type, before, after } = change;
    if (!/^aws_(lb|alb)_listener(_rule)?$/.test(type) || after === null) return [];
    return before === null ? inTheClear(change, after, plan.changes) : [...signIn(change, before, after), ...lastWord(change, before, after)];
  });

function types(state: Block): string[] {
  return [...at(state, "default_action.type"), ...at(state, "action.type")].map(String);
}

function signIn(change: PlanChange, before: Block, after: Block): Finding[] {
  const asks = (state: Block) => types(state).some((type) => type.startsWith("authenticate-"));
  return asks(before) && !asks(after) ? [finding(change, "danger", "network", words`Nobody has to sign in any more at ${change.address}`, { attribute: "action" })] : [];
}

/** What is answered to requests that no rule names. */
function lastWord(change: PlanChange, before: Block, after: Block): Finding[] {
  const refuses = (state: Block) => at(state, "default_action.type").includes("fixed-response") && at(state, "default_action.fixed_response.status_code").every((status) => /^[45]/.test(String(status)));
  if (!refuses(before) || !at(after, "default_action.type").includes("forward")) return [];
  return [finding(change, "danger", "network", words`Requests that no rule of ${change.address} names are let through; they were refused before`, { attribute: "default_action" })];
}

function inTheClear(change: PlanChange, after: Block, all: readonly PlanChange[]): Finding[] {
  const balancer = (change.references.load_balancer_arn ?? []).flatMap((address) => all.filter((other) => other.address === address))[0];
  if (after.protocol !== "HTTP" || !types(after).includes("forward") || balancer?.action === "create" || balancer?.after?.internal === true) return [];
  return [finding(change, "look", "protection", words`Requests are taken without TLS, and passed on, by ${change.address}`, { attribute: "protocol" })];
}
