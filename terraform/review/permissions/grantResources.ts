import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, type Value } from "../../plan/resource.ts";
import { parsePolicy, type PolicyStatement } from "./statement.ts";

/** Resources that allow something without a policy document, as the statement that they amount to. */
export function grantResource({ type }: PlanChange, state: Block): PolicyStatement[] | undefined {
  const statement = statementOf(type, state);
  return statement === undefined ? undefined : parsePolicy({ Statement: statement });
}

function statementOf(type: string, state: Block): Value | undefined {
  switch (type) {
    case "aws_lambda_permission":
      return {
        Sid: text(state.statement_id),
        Principal: principal(text(state.principal)),
        Action: text(state.action),
        Resource: text(state.function_name),
        Condition: conditions({
          "aws:SourceArn": state.source_arn,
          "aws:SourceAccount": state.source_account,
          "aws:PrincipalOrgID": state.principal_org_id,
          "lambda:FunctionUrlAuthType": state.function_url_auth_type,
        }),
      };
    case "aws_lambda_layer_version_permission":
      return {
        Sid: text(state.statement_id),
        Principal: principal(text(state.principal)),
        Action: text(state.action),
        Resource: text(state.layer_name),
        Condition: conditions({ "aws:PrincipalOrgID": state.organization_id }),
      };
    case "aws_cloudwatch_event_permission":
      return {
        Sid: text(state.statement_id),
        Principal: principal(text(state.principal)),
        Action: state.action ?? "events:PutEvents",
        Resource: text(state.event_bus_name),
        Condition: conditions(Object.fromEntries(at(state, "condition").flatMap((item): [string, Value][] => (isBlock(item) ? [[text(item.key), item.value ?? null]] : [])))),
      };
    case "aws_kms_grant":
      return {
        Sid: text(state.name),
        Principal: principal(text(state.grantee_principal)),
        Action: at(state, "operations").map((operation) => `kms:${text(operation)}`),
        Resource: text(state.key_id),
        Condition: conditions(Object.fromEntries(at(state, "constraints").map((constraint): [string, Value] => ["kms:EncryptionContext", JSON.stringify(constraint)]))),
      };
    default:
      return undefined;
  }
}

function principal(name: string): Value {
  if (name === "*") return "*";
  return /^\d{12}$|^arn:/.test(name) ? { AWS: name } : { Service: name };
}

function conditions(keys: Record<string, Value | undefined>): Value {
  const set = Object.entries(keys).filter((entry): entry is [string, Value] => entry[1] !== undefined && entry[1] !== null && entry[1] !== "");
  return set.length === 0 ? {} : { StringEquals: Object.fromEntries(set) };
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
