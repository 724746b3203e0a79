import { first, isUnknown, type Value } from "../plan/resource.ts";
import { isSet, mustBe, mustBeWithin, mustHave, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";
import { secretIn } from "./secretPatterns.ts";

const SECRET = "aws_secretsmanager_secret";
/** Types whose texts people write: where a secret slips in. */
const WRITTEN = ["aws_ssm_parameter", "aws_cloudwatch_event_connection", "aws_glue_job", "aws_codebuild_project", "aws_ecs_task_definition", "aws_db_proxy", "aws_dms_endpoint", "aws_synthetics_canary", "aws_sagemaker_model"] as const;

/** Secrets and parameters. */
export const secrets: readonly ResourcePolicy[] = [
  {
    id: "SEC-001",
    title: "Secrets are encrypted with a key of ours",
    reason: "The default key can be used by everybody in the account.",
    fix: "Set kms_key_id.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_149", "FSBP SecretsManager.3"],
    applies: [SECRET],
    judge: mustSet("kms_key_id"),
  },
  {
    id: "SEC-002",
    title: "Secrets are rotated",
    reason: "A leaked secret then ends by itself.",
    fix: "Declare an aws_secretsmanager_secret_rotation, or let RDS manage it; otherwise except the secret and say how it is changed.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_57", "FSBP SecretsManager.1", "FSBP SecretsManager.4"],
    applies: [SECRET],
    judge: mustHave("aws_secretsmanager_secret_rotation", "secret_id"),
  },
  {
    id: "SEC-003",
    title: "Secrets can be brought back",
    reason: "A secret deleted at once takes the app along.",
    fix: "Leave recovery_window_in_days out, or 7 to 30.",
    severity: "low",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 9"],
    waivedIn: ["dev"],
    applies: [SECRET],
    judge: where((secret) => first(secret, "recovery_window_in_days") !== undefined, mustBeWithin("recovery_window_in_days", { least: 7, most: 30 })),
  },
  {
    id: "SEC-004",
    title: "No secret's value is in the state",
    reason: "State is read by whoever plans.",
    fix: "Use secret_string_wo with an ephemeral value.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 2"],
    applies: ["aws_secretsmanager_secret_version"],
    judge: (version) => (["secret_string", "secret_binary"].some((attribute) => isSet(version, attribute)) ? "keeps its value in the state" : undefined),
  },
  {
    id: "SEC-005",
    title: "Parameters are encrypted",
    reason: "Whoever may read parameters reads plain ones without any key.",
    fix: "Set type = SecureString and key_id.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_34", "CKV_AWS_337", "FSBP SSM.6"],
    applies: ["aws_ssm_parameter"],
    judge: (parameter, inventory) => mustBe("type", "SecureString")(parameter, inventory) ?? mustSet("key_id")(parameter, inventory),
  },
  {
    id: "SEC-006",
    title: "No secret is written in code",
    reason: "The repository's history never forgets it.",
    fix: "Make it an ephemeral value, and rotate what was written.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_41", "CKV_AWS_45", "CKV_AWS_46", "CKV_SECRET_2"],
    applies: WRITTEN,
    judge: ({ values }) => {
      const secret = textsIn(values).map(secretIn).find((found) => found !== undefined);
      return secret && `holds ${secret}`;
    },
  },
  {
    id: "SEC-008",
    title: "Secrets are rotated within 90 days",
    reason: "A year's rotation leaves a leaked secret a year.",
    fix: "Set rotation_rules.automatically_after_days to at most 90.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV_AWS_304", "FSBP SecretsManager.4"],
    applies: ["aws_secretsmanager_secret_rotation"],
    judge: where((rotation) => !isSet(rotation, "rotation_rules.schedule_expression"), mustBeWithin("rotation_rules.automatically_after_days", { least: 1, most: 90 })),
  },
  {
    id: "SEC-007",
    title: "Secrets say what they are for",
    reason: "A secret that nobody can place is a secret that nobody rotates.",
    fix: "Set description.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 1"],
    applies: [SECRET],
    judge: mustSet("description"),
  },
];

function textsIn(value: Value): string[] {
  if (typeof value === "string") return isUnknown(value) ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([key, item]) => textsIn(item).map((text) => (typeof item === "string" ? `${key}=${text}` : text)));
}
