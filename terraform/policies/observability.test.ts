import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { observability } from "./observability.ts";
import { one, testPolicies, type Declarations } from "./testing.ts";

type Values = Record<string, Value>;
const alarm = (values: Values = {}) => one("aws_cloudwatch_metric_alarm", { alarm_name: "web-5xx", ...values });
const composite = (values: Values) => ({ aws_cloudwatch_composite_alarm: { page: { alarm_name: "shop-down", ...values } } });
const canary = (values: Values = {}) => one("aws_synthetics_canary", values);
const rule = (rate: number) => one("aws_xray_sampling_rule", { url_path: "*", service_name: "*", fixed_rate: rate });
const watched = (place: Declarations, namespace: string, metric: string) => ({
  holds: [{ ...place, ...alarm({ namespace, metric_name: metric }) }, { ...place, ...alarm({ metric_query: [{ metric: { namespace, metric_name: metric } }] }) }],
  breaks: [place, { ...place, ...alarm({ namespace, metric_name: metric, provider: "aws.use1" }) }],
});

describe("observability", () => {
  testPolicies(observability, {
    "OBS-001": {
      holds: [alarm({ alarm_actions: ["arn:t"] }), { ...alarm(), ...composite({ alarm_rule: 'ALARM("web-5xx")', alarm_actions: ["arn:t"] }) }],
      breaks: [alarm(), alarm({ alarm_actions: [] }), alarm({ alarm_actions: ["arn:t"], actions_enabled: false })],
    },
    "OBS-002": { holds: alarm({ alarm_description: "Pages fail." }), breaks: alarm() },
    "OBS-003": { holds: alarm({ treat_missing_data: "notBreaching" }), breaks: alarm() },
    "OBS-004": { holds: canary({ start_canary: true, run_config: { active_tracing: true } }), breaks: canary() },
    "OBS-005": { holds: canary({ artifact_config: { s3_encryption: { encryption_mode: "SSE_KMS" } }, success_retention_period: 7, failure_retention_period: 31 }), breaks: canary() },
    "OBS-006": { holds: rule(0.05), breaks: rule(1) },
    "OBS-007": { holds: one("aws_cloudwatch_dashboard", {}), breaks: alarm() },
    "OBS-008": { holds: composite({ alarm_actions: ["arn:aws:sns:eu-central-1:111111111111:aurolot-prod-page"] }), breaks: [alarm(), composite({ alarm_actions: [] })] },
    "OBS-009": { holds: canary(), breaks: alarm() },
    "OBS-010": watched(one("aws_sqs_queue", { name: "mail-dlq" }), "AWS/SQS", "ApproximateNumberOfMessagesVisible"),
    "OBS-011": watched(one("aws_lambda_function", {}), "AWS/Lambda", "Errors"),
    "OBS-012": watched(one("aws_lb", {}), "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count"),
    "OBS-013": watched(one("aws_lb_target_group", {}), "AWS/ApplicationELB", "HealthyHostCount"),
    "OBS-014": watched(one("aws_rds_cluster", {}), "AWS/RDS", "ACUUtilization"),
    "OBS-015": watched(one("aws_dynamodb_table", {}), "AWS/DynamoDB", "ThrottledRequests"),
  });
});
