import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { secrets } from "./secrets.ts";
import { one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const secret = (values: Values = {}) => one("aws_secretsmanager_secret", { name: "s", ...values });
const version = (values: Values) => one("aws_secretsmanager_secret_version", values);
const parameter = (values: Values) => one("aws_ssm_parameter", values);

describe("secrets", () => {
  testPolicies(secrets, {
    "SEC-001": { holds: secret({ kms_key_id: "alias/parameters" }), breaks: secret() },
    "SEC-002": { holds: { ...secret(), aws_secretsmanager_secret_rotation: { it: { secret_id: "${aws_secretsmanager_secret.it.id}" } } }, breaks: secret() },
    "SEC-003": { holds: [secret(), secret({ recovery_window_in_days: 7 })], breaks: secret({ recovery_window_in_days: 0 }) },
    "SEC-004": { holds: version({ secret_string_wo: "${ephemeral.x.y.z}", secret_string_wo_version: 1 }), breaks: [version({ secret_string: "hunter2" }), version({ secret_string: "${random_password.p.result}" })] },
    "SEC-005": { holds: parameter({ type: "SecureString", key_id: "alias/parameters" }), breaks: [parameter({ type: "String" }), parameter({ type: "SecureString" })] },
    "SEC-006": { holds: parameter({ value: "postgresql://aurolot_app@proxy:5432/aurolot" }), breaks: [parameter({ value: "postgresql://app:hunter2@proxy/aurolot" }), one("aws_glue_job", { default_arguments: { password: "hunter2hunter2" } })] },
    "SEC-008": {
      holds: one("aws_secretsmanager_secret_rotation", { rotation_rules: { automatically_after_days: 30 } }),
      breaks: [one("aws_secretsmanager_secret_rotation", {}), one("aws_secretsmanager_secret_rotation", { rotation_rules: { automatically_after_days: 365 } })],
    },
    "SEC-007": { holds: secret({ description: "What CloudFront shows." }), breaks: secret() },
  });
});
