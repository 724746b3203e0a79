import { parseRange, reachOf } from "../network/cidr.ts";
import type { Condition, PolicyStatement } from "./statement.ts";

/** Conditions that tie `Principal: "*"` to somebody in particular. */
const TYING_KEYS = new Set([
  "aws:sourceaccount", "aws:sourcearn", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourcevpce", "aws:sourcevpc", "aws:principalorgid", "aws:principalorgpaths",
  "aws:principalaccount", "aws:principalarn", "aws:userid", "aws:username", "kms:calleraccount", "lambda:functionurlauthtype", "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn", "elasticfilesystem:accesspointarn", "aws:sourceip", "aws:vpcsourceip",
]);

/** Who may make use of a statement. */
export type Audience = "everybody" | "another account" | "a service" | "a service for anybody" | "a federation" | "this account" | "somebody";

/** Whether the conditions of a statement leave everybody in. */
export function isPublic(statement: PolicyStatement): boolean {
  const everybody = statement.principals.some((principal) => principal === "*" || /^arn:[\w-]+:iam::\*/.test(principal) || principal === "federated:*" || principal === "service:*");
  return (everybody || statement.notPrincipals.length > 0) && !statement.conditions.some(ties);
}

function ties({ operator, key, values }: Condition): boolean {
  // `…IfExists`, `ForAllValues:…` and the negated operators let through whoever does not send the key.
  if (!TYING_KEYS.has(key) || operator.includes("not") || operator.includes("ifexists") || /^forallvalues:|^foranyvalue:null/.test(operator)) return false;
  if (key === "lambda:functionurlauthtype") return values.every((value) => value !== "NONE");
  if (key === "aws:sourceip") return values.every((value) => { const range = parseRange(value); return range !== undefined && reachOf(range) !== "world" && reachOf(range) !== "nearly the world"; });
  return values.length > 0 && values.every((value) => !/^[*?]+$|^o-?[*?]/.test(value) && !/^arn:aws:\*|^arn:\*|:\*:\*:\*/.test(value) && !/[*?]/.test(accountOf(key, value)));
}

/** The account in a condition's value, wildcards and all; empty where it names none. */
function accountOf(key: string, value: string): string {
  if (ACCOUNT_KEYS.test(key)) return value;
  return value.startsWith("arn:") ? (value.split(":")[4] ?? "") : "";
}

const ACCOUNT_KEYS = /account$|^aws:sourceowner$/;

/** Whether the conditions of a statement name an account that is not ours. */
function namesStranger({ conditions }: PolicyStatement, accounts: ReadonlySet<string>): boolean {
  return conditions.filter(ties).some(({ key, values }) => values.some((value) => /^\d{12}$/.test(accountOf(key, value)) && !accounts.has(accountOf(key, value))));
}

/** What kind of principal one is, seen from accounts that are ours. */
export function audienceOf(principal: string, statement: PolicyStatement, accounts: ReadonlySet<string>): Audience {
  if (isPublic({ ...statement, principals: [principal] })) return "everybody";
  if (principal === "*" && accounts.size > 0 && namesStranger(statement, accounts)) return "another account";
  if (principal.startsWith("service:")) return statement.conditions.some(ties) ? "a service" : "a service for anybody";
  if (principal.startsWith("federated:")) return "a federation";
  const account = principal.startsWith("arn:") ? principal.split(":")[4] : undefined;
  if (account !== undefined && /^\d{12}$/.test(account)) return accounts.has(account) ? "this account" : "another account";
  return "somebody";
}
