import { at, isUnknown, type DeclaredResource, type Value } from "../plan/resource.ts";

/** A statement of an IAM policy with every one-or-many made many. */
export interface PolicyStatement {
  sid: string;
  effect: "Allow" | "Deny";
  actions: string[];
  notActions: string[];
  resources: string[];
  notResources: string[];
  /** `*`, or `AWS:<arn or account>`, `Service:<name>`, `Federated:<provider>`. */
  principals: string[];
  notPrincipals: string[];
  /** Condition keys in lower case, with what they are compared to. */
  conditions: Map<string, { operator: string; values: string[] }>;
}

/** The attributes that hold policies which identities carry. */
export const IDENTITY_POLICIES: Record<string, string> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
  aws_iam_role: "inline_policy.policy",
  aws_ssoadmin_permission_set_inline_policy: "inline_policy",
};

/** The attributes that hold policies which stand beside a resource and name who may use it. */
export const RESOURCE_POLICIES: Record<string, string> = {
  aws_s3_bucket_policy: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_kms_replica_key: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_backup_vault_policy: "policy",
  aws_cloudwatch_event_bus_policy: "policy",
  aws_cloudwatch_log_resource_policy: "policy_document",
  aws_dynamodb_resource_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_lambda_layer_version_permission: "policy",
};

/** The keys of a record, as a policy's `applies` wants them. */
export function typesOf(record: Record<string, string>): [string, ...string[]] {
  return Object.keys(record) as [string, ...string[]];
}

/**
 * The statements of the policies at a path; none where it is not set or not known yet.
 * What is no JSON is no policy: Terraform itself refuses it.
 */
export function statementsAt(resource: DeclaredResource, path: string): PolicyStatement[] {
  return at(resource, path).flatMap((document) => (typeof document === "string" ? statementsOf(document) : []));
}

/** The statements of one document. */
export function statementsOf(document: string): PolicyStatement[] {
  if (!document.trimStart().startsWith("{")) return [];
  let parsed: Value;
  try {
    parsed = JSON.parse(document) as Value;
  } catch (error) {
    // A literal with an expression inside its JSON is still readable once written; a broken one fails at validate.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return at(parsed, "Statement").map((statement) => ({
    sid: strings(statement, "Sid")[0] ?? "",
    effect: strings(statement, "Effect")[0] === "Deny" ? "Deny" : "Allow",
    actions: strings(statement, "Action"),
    notActions: strings(statement, "NotAction"),
    resources: strings(statement, "Resource"),
    notResources: strings(statement, "NotResource"),
    principals: principals(statement, "Principal"),
    notPrincipals: principals(statement, "NotPrincipal"),
    conditions: conditionsOf(statement),
  }));
}

/** Whether a policy at the path is there but can't be read before it is applied. */
export function isUnreadable(resource: DeclaredResource, path: string): boolean {
  return at(resource, path).some((document) => isUnknown(document) && statementsOf(String(document)).length === 0);
}

/** Whether one of the statement's actions, with its wildcards, covers the action. */
export function covers(statement: PolicyStatement, action: string): boolean {
  return statement.actions.some((pattern) => fits(pattern, action));
}

/** Whether a pattern with IAM's wildcards fits a value; lower and upper case do not differ. */
export function fits(pattern: string, value: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is").test(value);
}

/** How a statement is called in messages. */
export function nameOf(statement: PolicyStatement): string {
  return statement.sid === "" ? `the statement that allows ${statement.actions.slice(0, 2).join(", ")}` : `statement ${statement.sid}`;
}

/** Condition keys that tie a caller to an account, an organisation, a resource or a network of ours. */
const NARROWING = [
  "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:sourcevpce",
  "aws:sourcevpc", "kms:calleraccount", "aws:resourceaccount", "cloudfront:distributionarn", "s3:dataaccesspointaccount",
];

/** Whether a condition other than a wildcard says who may call. */
export function narrowsCaller(statement: PolicyStatement): boolean {
  return NARROWING.some((key) => {
    const condition = statement.conditions.get(key);
    return condition !== undefined && !/not/i.test(condition.operator) && condition.values.every((value) => !/^\*+$/.test(value));
  });
}

/** Whether anybody at all is meant. */
export function isEveryone(principal: string): boolean {
  return principal === "*" || principal === "AWS:*";
}

function principals(statement: Value, key: string): string[] {
  return at(statement, key).flatMap((value) => {
    if (typeof value === "string") return [value];
    if (typeof value !== "object" || value === null) return [];
    return Object.keys(value).flatMap((kind) => strings(value, kind).map((name) => `${kind}:${name}`));
  });
}

function conditionsOf(statement: Value): PolicyStatement["conditions"] {
  const found: PolicyStatement["conditions"] = new Map();
  for (const block of at(statement, "Condition")) {
    if (typeof block !== "object" || block === null || Array.isArray(block)) continue;
    for (const [operator, keys] of Object.entries(block)) {
      if (typeof keys !== "object" || keys === null) continue;
      for (const [key, expected] of Object.entries(keys)) found.set(key.toLowerCase(), { operator, values: [expected].flat().map(String) });
    }
  }
  return found;
}

function strings(value: Value, path: string): string[] {
  return at(value, path).filter((item) => typeof item === "string");
}
