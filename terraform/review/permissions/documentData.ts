import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, isUnknown, type Value } from "../../plan/resource.ts";
import { parsePolicy, type PolicyStatement } from "./statement.ts";

/**
 * Reads `data.aws_iam_policy_document` from its blocks. Terraform reads it during apply where it names something that
 * does not exist yet, and then calls the whole policy unknown, although all but an ARN stands in the plan.
 */
export function documentFromData(change: PlanChange, byAddress: ReadonlyMap<string, PlanChange>, depth = 0): { statements: PolicyStatement[]; complete: boolean } {
  const state = change.after;
  if (state === null || depth > 4) return { statements: [], complete: false };
  const own = at(state, "statement").flatMap((block): PolicyStatement[] => (isBlock(block) ? (parsePolicy({ Statement: statementJson(block) }) ?? []) : []));
  let complete = !at(state, "statement").some((block) => isUnknown(block) || (isBlock(block) && [block.actions, block.not_actions, block.effect, block.principals].some(isUnknownAtAll)));
  const included = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"].flatMap((attribute) =>
    at(state, attribute).flatMap((text): PolicyStatement[] => {
      const known = parsePolicy(text);
      if (known) return known;
      const source = change.references[attribute]?.flatMap((address) => byAddress.get(address) ?? []).find(({ type }) => type === "aws_iam_policy_document");
      if (!source) {
        complete = false;
        return [];
      }
      const read = documentFromData(source, byAddress, depth + 1);
      complete &&= read.complete;
      return read.statements;
    }),
  );
  return { statements: [...included, ...own], complete };
}

function statementJson(block: Block): Value {
  const principals = (attribute: string): Value => {
    const byType: { [key: string]: Value } = {};
    for (const principal of at(block, attribute)) {
      if (!isBlock(principal)) continue;
      const type = String(principal.type);
      byType[type === "*" ? "AWS" : type] = at(principal, "identifiers");
    }
    return Object.keys(byType).length > 0 ? byType : null;
  };
  const conditions: { [key: string]: { [key: string]: Value } } = {};
  for (const condition of at(block, "condition")) {
    if (!isBlock(condition)) continue;
    (conditions[String(condition.test)] ??= {})[String(condition.variable)] = at(condition, "values");
  }
  const some = (attribute: string): Value => (at(block, attribute).length > 0 ? at(block, attribute) : null);
  return {
    Sid: block.sid ?? "",
    Effect: block.effect ?? "Allow",
    Principal: principals("principals"),
    NotPrincipal: principals("not_principals"),
    Action: some("actions"),
    NotAction: some("not_actions"),
    Resource: some("resources"),
    NotResource: some("not_resources"),
    Condition: conditions,
  };
}

function isUnknownAtAll(value: Value | undefined): boolean {
  return isUnknown(value) || (Array.isArray(value) && value.some(isUnknownAtAll));
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
