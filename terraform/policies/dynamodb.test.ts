import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { dynamodb } from "./dynamodb.ts";
import { one, testPolicies } from "./testing.ts";

const table = (values: Record<string, Value> = {}) => one("aws_dynamodb_table", { name: "t", ...values });
const onDemand = { billing_mode: "PAY_PER_REQUEST" };

describe("tables", () => {
  testPolicies(dynamodb, {
    "DDB-001": { holds: table({ point_in_time_recovery: { enabled: true } }), breaks: [table(), table({ point_in_time_recovery: { enabled: false } })] },
    "DDB-002": { holds: table({ server_side_encryption: { enabled: true, kms_key_arn: "arn:k" } }), breaks: [table(), table({ server_side_encryption: { enabled: true } })] },
    "DDB-003": { holds: table({ deletion_protection_enabled: true }), breaks: table() },
    "DDB-004": { holds: table(onDemand), breaks: table({ billing_mode: "PROVISIONED" }) },
    "DDB-005": { holds: table({ ...onDemand, on_demand_throughput: { max_read_request_units: 1, max_write_request_units: 1 } }), breaks: table(onDemand) },
    "DDB-006": { holds: [table(), table({ replica: [{ point_in_time_recovery: true, kms_key_arn: "arn:k" }] })], breaks: table({ replica: [{ point_in_time_recovery: true }] }) },
    "DDB-007": { holds: table({ replica: [{ region_name: "eu-west-1" }] }), breaks: table() },
    "DDB-008": { holds: { ...table(), aws_dynamodb_contributor_insights: { it: { table_name: "t" } } }, breaks: table() },
    "DDB-009": { holds: [table(), table({ name: "carts", ttl: { enabled: true } })], breaks: [table({ name: "carts" }), table({ ttl: { attribute_name: "expiresAt", enabled: false } })] },
    "DDB-010": { holds: table(), breaks: table({ point_in_time_recovery: { enabled: true, recovery_period_in_days: 1 } }) },
    "DDB-011": {
      holds: one("aws_dynamodb_table_replica", { kms_key_arn: "arn:k", point_in_time_recovery: true, deletion_protection_enabled: true }),
      breaks: [one("aws_dynamodb_table_replica", { kms_key_arn: "arn:k", point_in_time_recovery: true }), one("aws_dynamodb_table_replica", { point_in_time_recovery: true, deletion_protection_enabled: true })],
    },
  });
});
