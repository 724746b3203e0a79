import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { lambda } from "./lambda.ts";
import { one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const fn = (values: Values = {}) => one("aws_lambda_function", { function_name: "f", ...values });
const permission = (values: Values) => one("aws_lambda_permission", values);
const mapping = (values: Values) => one("aws_lambda_event_source_mapping", values);
const stream = { event_source_arn: "arn:aws:dynamodb:eu-central-1:1:table/t/stream/x" };
const onQueue = (visible: number) => ({
  ...fn({ timeout: 10 }),
  aws_sqs_queue: { it: { name: "q", visibility_timeout_seconds: visible } },
  ...mapping({ event_source_arn: "arn:aws:sqs:eu-central-1:111111111111:q", function_name: "${aws_lambda_function.it.arn}" }),
});

describe("functions", () => {
  testPolicies(lambda, {
    "LAM-001": { holds: fn({ tracing_config: { mode: "Active" } }), breaks: fn() },
    "LAM-002": {
      holds: [fn({ dead_letter_config: { target_arn: "arn:q" } }), { ...fn(), aws_lambda_function_event_invoke_config: { it: { function_name: "f", destination_config: { on_failure: { destination: "arn:q" } } } } }],
      breaks: fn(),
    },
    "LAM-003": { holds: fn({ reserved_concurrent_executions: 5 }), breaks: [fn(), fn({ reserved_concurrent_executions: -1 })] },
    "LAM-004": { holds: [fn(), fn({ environment: { variables: { A: "b" } }, kms_key_arn: "arn:k" })], breaks: fn({ environment: { variables: { A: "b" } } }) },
    "LAM-005": { holds: fn({ runtime: "nodejs22.x" }), breaks: fn({ runtime: "nodejs18.x" }) },
    "LAM-006": { holds: fn({ architectures: ["arm64"] }), breaks: fn() },
    "LAM-007": {
      holds: [{ ...fn({ logging_config: { log_group: "/f" } }), aws_cloudwatch_log_group: { it: { name: "/f" } } }, { ...fn({ logging_config: { log_group: "${aws_cloudwatch_log_group.it.name}" } }), aws_cloudwatch_log_group: { it: { name: "/f" } } }],
      breaks: [fn(), fn({ logging_config: { log_group: "/f" } })],
    },
    "LAM-008": { holds: fn({ logging_config: { log_format: "JSON" } }), breaks: fn() },
    "LAM-009": { holds: fn({ environment: { variables: { SECRET_ARN: "arn:aws:secretsmanager:x" } } }), breaks: [fn({ environment: { variables: { API_TOKEN: "abc" } } }), fn({ environment: { variables: { URL: "postgresql://a:hunter2@host/db" } } })] },
    "LAM-010": { holds: permission({ principal: "events.amazonaws.com", source_arn: "arn:r" }), breaks: [permission({ principal: "events.amazonaws.com" }), permission({ principal: "*" })] },
    "LAM-011": { holds: one("aws_lambda_function_url", { authorization_type: "AWS_IAM" }), breaks: one("aws_lambda_function_url", { authorization_type: "NONE" }) },
    "LAM-012": { holds: mapping({ function_response_types: ["ReportBatchItemFailures"] }), breaks: mapping({}) },
    "LAM-013": {
      holds: mapping({ ...stream, maximum_retry_attempts: 3, bisect_batch_on_function_error: true, destination_config: { on_failure: { destination_arn: "arn:q" } } }),
      breaks: mapping(stream),
    },
    "LAM-014": { holds: { aws_lambda_function: { a: { role: "arn:a" }, b: { role: "arn:b" } } }, breaks: { aws_lambda_function: { a: { role: "arn:a" }, b: { role: "arn:a" } } } },
    "LAM-015": { holds: onQueue(60), breaks: onQueue(30) },
  });
});
