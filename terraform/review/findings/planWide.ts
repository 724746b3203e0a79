import { NOT_APPLIED } from "../../constructs/registry.ts";
import { isChange, type PlanChange } from "../../plan/planChange.ts";
import type { Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding, type Scene } from "../finding.ts";
import { count, list, words } from "../words.ts";

/** What concerns a plan as a whole: whether it tells all, what must be applied first, what its outputs give away. */
export const planWide: Detector = (scene) => [...incomplete(scene), ...placeholders(scene), ...outputs(scene), ...moves(scene), ...preventDestroy(scene)];

function incomplete({ plan }: Scene): Finding[] {
  const about = (title: Finding["title"]): Finding => ({ severity: "look", topic: "unreadable", stack: plan.stack, address: "", title });
  return [...plan.incomplete.map((reason) => about(words`${[reason]}.`)), ...plan.failedChecks.map((check) => about(words`The plan's own check ${check} fails`))];
}

/** Values of stacks that are not applied yet: the plan shows placeholders in their place. */
function placeholders({ plan, changes }: Scene): Finding[] {
  const waiting = changes.filter(({ after }) => after !== null && holds(after));
  if (waiting.length === 0) return [];
  const first = plan.waitsFor.length > 0 ? words`apply ${list(plan.waitsFor, 6)} first` : words`apply the stacks that come before it first`;
  return [{
    severity: "look", topic: "order", stack: plan.stack, address: "",
    title: words`${plan.stack} waits for others: ${first}, then plan it again`,
    detail: words`${[count(waiting.length, "resource shows", "resources show")]} ${NOT_APPLIED} in place of what only they know, such as ${list(waiting.map(({ address }) => address), 3)}. This plan must not be applied.`,
  }];
}

function holds(value: Value): boolean {
  if (typeof value === "string") return value.includes(NOT_APPLIED) && !value.includes("${");
  return typeof value === "object" && value !== null && Object.values(value).some(holds);
}

function outputs({ plan }: Scene): Finding[] {
  return plan.outputs.filter(({ uncovered }) => uncovered).map(({ name }) => ({
    severity: "look", topic: "permissions", stack: plan.stack, address: `output.${name}`,
    title: words`The output ${name} was hidden as sensitive and is shown from then on`,
  }));
}

function moves({ plan }: Scene): Finding[] {
  return plan.changes.filter(({ mode }) => mode === "managed").flatMap((change: PlanChange): Finding[] => [
    ...(change.previousAddress === undefined ? [] : [finding(change, "note", "destroyed", words`Moves ${change.previousAddress} to ${change.address}, without touching it`)]),
    ...(change.importing === undefined ? [] : [finding(change, isChange(change) && change.action !== "create" ? "look" : "note", "destroyed", words`Takes ${change.importing} under management as ${change.address}${isChange(change) ? ["; what differs is changed"] : []}`)]),
  ]);
}

function preventDestroy({ plan }: Scene): Finding[] {
  if (plan.preventDestroy === undefined) return [];
  const { before, after } = plan.preventDestroy;
  return plan.changes
    .filter(({ address, action }) => before.has(address) && !after.has(address) && action !== "delete")
    .map((change) => finding(change, "danger", "protection", words`Nothing keeps Terraform from destroying ${change.address} any more`, { attribute: "lifecycle.prevent_destroy" }));
}
