import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { backup } from "./backup.ts";
import { one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const vault = (values: Values = {}) => one("aws_backup_vault", { name: "v", ...values });
const ofVault = (type: string, values: Values = {}) => ({ ...vault(), ...one(type, { backup_vault_name: "v", ...values }) });
const plan = (rule: Values = {}) => one("aws_backup_plan", { rule: [rule] });
const selection = (values: Values) => ({ ...plan(), aws_backup_selection: { it: { plan_id: "${aws_backup_plan.it.id}", ...values } } });

describe("backups", () => {
  testPolicies(backup, {
    "BAK-001": { holds: vault({ kms_key_arn: "arn:k" }), breaks: vault() },
    "BAK-002": { holds: ofVault("aws_backup_vault_lock_configuration"), breaks: vault() },
    "BAK-003": { holds: ofVault("aws_backup_vault_policy"), breaks: vault() },
    "BAK-004": { holds: plan({ lifecycle: { delete_after: 35 } }), breaks: [plan(), plan({ lifecycle: { delete_after: 7 } })] },
    "BAK-005": { holds: plan({ copy_action: [{ destination_vault_arn: "arn:v" }] }), breaks: plan() },
    "BAK-006": { holds: selection({ resources: ["arn:t"] }), breaks: [plan(), selection({})] },
    "BAK-007": { holds: { ...selection({ resources: ["*"] }), aws_dynamodb_table: { it: {} } }, breaks: one("aws_dynamodb_table", {}) },
    "BAK-008": { holds: ofVault("aws_backup_vault_notifications", { backup_vault_events: ["BACKUP_JOB_FAILED"] }), breaks: vault() },
    "BAK-009": { holds: plan({ schedule: "cron(0 3 * * ? *)", start_window: 60 }), breaks: plan() },
  });
});
