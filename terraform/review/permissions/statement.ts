import type { Value } from "../../plan/resource.ts";

/** A condition of a statement, one entry for each operator and key. */
export interface Condition {
  operator: string;
  key: string;
  values: string[];
}

/** A statement in one form, whatever way it was written. */
export interface PolicyStatement {
  sid: string;
  effect: "Allow" | "Deny";
  /** `*`, `arn:…`, an account id, `service:…`, `federated:…`; empty in identity policies. */
  principals: string[];
  /** The principals that are meant are all but these. */
  notPrincipals: string[];
  actions: string[];
  notActions: string[];
  resources: string[];
  notResources: string[];
  conditions: Condition[];
}

/** Reads a policy document. Undefined where a value is none. */
export function parsePolicy(value: Value | undefined): PolicyStatement[] | undefined {
  const document = typeof value === "string" ? parseJson(value) : value;
  if (!isObject(document)) return undefined;
  const { Statement: statements } = named(document, ["Statement"]);
  if (statements === undefined) return undefined;
  return (Array.isArray(statements) ? statements : [statements ?? null]).flatMap((statement) => (isObject(statement) ? [read(named(statement, ELEMENTS))] : []));
}

const ELEMENTS = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/** The elements of a policy under their proper names: some services take them in any case. */
function named(fields: Fields, elements: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [elements.find((element) => element.toLowerCase() === key.toLowerCase()) ?? key, value]));
}

function read(statement: Fields): PolicyStatement {
  return {
    sid: typeof statement.Sid === "string" ? statement.Sid : "",
    effect: String(statement.Effect).toLowerCase() === "deny" ? "Deny" : "Allow",
    principals: principalsOf(statement.Principal),
    notPrincipals: principalsOf(statement.NotPrincipal),
    actions: strings(statement.Action).map(lowerService),
    notActions: strings(statement.NotAction).map(lowerService),
    resources: strings(statement.Resource),
    notResources: strings(statement.NotResource),
    conditions: conditionsOf(statement.Condition),
  };
}

function principalsOf(principal: Value | undefined): string[] {
  if (principal === undefined || principal === null) return [];
  if (typeof principal === "string") return [principal];
  if (!isObject(principal)) return [];
  return Object.entries(principal).flatMap(([kind, values]) => strings(values).map((value) => (kind === "AWS" ? accountRoot(value) : `${kind.toLowerCase()}:${value}`)));
}

/** An account's number and its root are the same principal. */
function accountRoot(principal: string): string {
  return /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
}

function conditionsOf(condition: Value | undefined): Condition[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, values]) => ({ operator: operator.toLowerCase(), key: key.toLowerCase(), values: strings(values).sort() })) : [],
  );
}

/** Services are written in lower case; action names may be in any. */
function lowerService(action: string): string {
  return action.replace(/^[^:]+(?=:)/, (service) => service.toLowerCase());
}

function strings(value: Value | undefined): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flatMap(strings) : [String(value)];
}

type Fields = { [key: string]: Value };

function isObject(value: Value | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): Value | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
