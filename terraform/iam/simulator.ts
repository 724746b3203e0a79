import type { Statement } from "../constructs/policyDocument.ts";

/** What a caller asks for. */
export interface AccessRequest {
  /** e.g. `dynamodb:GetItem` */
  action: string;
  /** The ARN of what it is asked of. */
  resource: string;
  /** Condition keys, e.g. `kms:ResourceAliases`; lower and upper case do not differ. */
  context?: Record<string, string | string[]>;
}

/** IAM's answer; a request that nothing allows is denied implicitly. */
export type Decision = "allowed" | "denied explicitly" | "denied implicitly";

/** A condition that this simulator does not know: guessing would make its answers worthless. */
export class UnknownConditionError extends Error {
  override name = "UnknownConditionError";
}

/**
 * Decides a request as IAM does within one account: an explicit deny wins, then the identity's policies and the
 * permissions boundary must both allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @param policies documents of the identity, as JSON
 * @param boundary the document of its permissions boundary, as JSON
 * @throws UnknownConditionError for a condition operator that is not simulated
 */
export function decide(request: AccessRequest, policies: readonly string[], boundary?: string): Decision {
  const identity = policies.flatMap(statementsOf);
  const limits = boundary === undefined ? undefined : statementsOf(boundary);
  const matching = (statements: Statement[], effect: "Allow" | "Deny") =>
    statements.some((statement) => (statement.Effect ?? "Allow") === effect && matches(statement, request));
  if (matching(identity, "Deny") || (limits && matching(limits, "Deny"))) return "denied explicitly";
  return matching(identity, "Allow") && (!limits || matching(limits, "Allow")) ? "allowed" : "denied implicitly";
}

function statementsOf(document: string): Statement[] {
  const { Statement: statements } = JSON.parse(document) as { Statement: Statement | Statement[] };
  return Array.isArray(statements) ? statements : [statements];
}

function matches(statement: Statement, { action, resource, context = {} }: AccessRequest): boolean {
  const actionFits = statement.NotAction
    ? !list(statement.NotAction).some((pattern) => fits(pattern, action, "i"))
    : list(statement.Action).some((pattern) => fits(pattern, action, "i"));
  const resourceFits = statement.NotResource
    ? !list(statement.NotResource).some((pattern) => fits(pattern, resource))
    : list(statement.Resource).some((pattern) => fits(pattern, resource));
  if (!actionFits || !resourceFits) return false;
  const given = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), list(value)]));
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => holds(operator, list(expected).map(String), given.get(key.toLowerCase()))),
  );
}

const EQUAL: Record<string, (pattern: string, value: string) => boolean> = {
  StringEquals: (pattern, value) => pattern === value,
  StringEqualsIgnoreCase: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
  StringLike: (pattern, value) => fits(pattern, value),
  ArnEquals: (pattern, value) => fits(pattern, value),
  ArnLike: (pattern, value) => fits(pattern, value),
  Bool: (pattern, value) => pattern === value,
};

function holds(operator: string, expected: string[], values: string[] | undefined): boolean {
  const [, set, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  if (base === "Null") return expected.includes(String(values === undefined));
  const negated = /^(String|Arn)Not/.test(base);
  const equal = EQUAL[negated ? base.replace("Not", "") : base];
  if (!equal) throw new UnknownConditionError(`The condition operator ${operator} is not simulated: add it to terraform/iam/simulator.ts.`);
  if (values === undefined) return negated || ifExists !== undefined || set === "ForAllValues";
  const one = (value: string) => expected.some((pattern) => equal(pattern, value)) !== negated;
  return set === "ForAllValues" ? values.every(one) : set === "ForAnyValue" ? values.some(one) : values.every(one);
}

/** Whether a value fits a pattern with IAM's wildcards, `*` and `?`. */
function fits(pattern: string, value: string, flags = ""): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, `s${flags}`).test(value);
}

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
