import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { logging } from "./logging.ts";
import { one, testPolicies } from "./testing.ts";

const group = (values: Record<string, Value> = {}) => one("aws_cloudwatch_log_group", values);
const trail = (values: Record<string, Value> = {}) => one("aws_cloudtrail", values);
const filter = (pattern: string) => one("aws_cloudwatch_log_metric_filter", { pattern, metric_transformation: { namespace: "n", name: "m" } });

describe("logging", () => {
  testPolicies(logging, {
    "LOG-001": { holds: group({ retention_in_days: 30 }), breaks: [group(), group({ retention_in_days: 0 })] },
    "LOG-002": { holds: group({ retention_in_days: 400 }), breaks: group({ retention_in_days: 30 }) },
    "LOG-003": { holds: group({ kms_key_id: "${aws_kms_key.logs.arn}" }), breaks: group() },
    "LOG-004": { holds: trail({ is_multi_region_trail: true }), breaks: [trail(), trail({ is_multi_region_trail: true, include_global_service_events: false })] },
    "LOG-005": { holds: trail({ enable_log_file_validation: true }), breaks: trail() },
    "LOG-006": { holds: trail({ kms_key_id: "arn:k" }), breaks: trail() },
    "LOG-007": { holds: trail({ cloud_watch_logs_group_arn: "arn:g", cloud_watch_logs_role_arn: "arn:r" }), breaks: trail() },
    "LOG-008": { holds: trail(), breaks: trail({ enable_logging: false }) },
    "LOG-009": { holds: trail({ advanced_event_selector: [{ name: "objects" }] }), breaks: trail() },
    "LOG-010": { holds: trail({ insight_selector: [{ insight_type: "ApiCallRateInsight" }] }), breaks: trail() },
    "LOG-012": { holds: trail({ sns_topic_name: "arn:t" }), breaks: trail() },
    "LOG-011": { holds: filter("{ $.level = 50 }"), breaks: filter("") },
  });
});
