import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { messaging } from "./messaging.ts";
import { document, one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const queue = (values: Values = {}) => one("aws_sqs_queue", { name: "q", ...values });
const topic = (values: Values = {}) => one("aws_sns_topic", { name: "t", ...values });
const bus = one("aws_cloudwatch_event_bus", { name: "shop" });
const target = (values: Values) => one("aws_cloudwatch_event_target", { event_bus_name: "shop", ...values });
const refusal = document({ Effect: "Deny", Principal: "*", Action: "sqs:*", Condition: { Bool: { "aws:SecureTransport": "false" } } });
const policy = (statement: Record<string, unknown>) => one("aws_sqs_queue_policy", { policy: document({ Action: "sqs:SendMessage", ...statement }) });
const redriven = (more: Record<string, Record<string, Values>> = {}) => ({ aws_sqs_queue: { q: { name: "q", redrive_policy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:1:q-dlq","maxReceiveCount":3}' }, dlq: { name: "q-dlq" } }, ...more });
const source = { Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } };

describe("messaging", () => {
  testPolicies(messaging, {
    "MSG-001": { holds: queue({ kms_master_key_id: "alias/events" }), breaks: [queue(), queue({ sqs_managed_sse_enabled: true }), queue({ kms_master_key_id: "alias/aws/sqs" })] },
    "MSG-002": { holds: [redriven(), queue({ name: "q-dlq" })], breaks: queue() },
    "MSG-003": { holds: queue({ name: "q-dlq", message_retention_seconds: 1_209_600 }), breaks: queue({ name: "q-dlq" }) },
    "MSG-004": { holds: policy({ Principal: "*", ...source }), breaks: [policy({ Principal: "*" }), one("aws_sns_topic_policy", { policy: document({ Principal: { AWS: "*" }, Action: "sns:Publish" }) })] },
    "MSG-005": { holds: policy({ Principal: { Service: "events.amazonaws.com" }, ...source }), breaks: policy({ Principal: { Service: "events.amazonaws.com" } }) },
    "MSG-006": {
      holds: policy({ Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
      breaks: { ...policy({ Principal: { AWS: "arn:aws:iam::999999999999:root" } }), aws_sqs_queue: { a: { kms_master_key_id: "arn:aws:kms:eu-central-1:111111111111:key/1", name: "arn:aws:sqs:eu-central-1:111111111111:q" } } },
    },
    "MSG-007": {
      holds: [queue({ policy: refusal }), { ...queue(), aws_sqs_queue_policy: { it: { queue_url: "${aws_sqs_queue.it.url}", policy: refusal } } }, { ...topic(), aws_sns_topic_policy: { it: { arn: "${aws_sns_topic.it.arn}", policy: refusal } } }],
      breaks: [queue(), topic()],
    },
    "MSG-008": { holds: topic({ kms_master_key_id: "alias/alerts" }), breaks: topic() },
    "MSG-009": { holds: queue({ receive_wait_time_seconds: 20 }), breaks: queue() },
    "MSG-010": { holds: redriven({ aws_sqs_queue_redrive_allow_policy: { it: { queue_url: "${aws_sqs_queue.dlq.url}" } } }), breaks: redriven() },
    "MSG-011": { holds: { ...bus, aws_cloudwatch_event_bus_policy: { it: { event_bus_name: "shop" } } }, breaks: bus },
    "MSG-012": { holds: one("aws_cloudwatch_event_bus", { kms_key_identifier: "arn:k" }), breaks: bus },
    "MSG-013": { holds: { ...bus, aws_cloudwatch_event_archive: { it: { event_source_arn: "arn:aws:events:eu-central-1:1:event-bus/shop" } } }, breaks: bus },
    "MSG-014": { holds: [target({ dead_letter_config: { arn: "arn:q" } }), one("aws_cloudwatch_event_target", {})], breaks: target({}) },
    "MSG-015": { holds: one("aws_scheduler_schedule", { kms_key_arn: "arn:k", target: { dead_letter_config: { arn: "arn:q" } } }), breaks: one("aws_scheduler_schedule", {}) },
    "MSG-016": { holds: one("aws_sesv2_configuration_set", { delivery_options: { tls_policy: "REQUIRE" } }), breaks: one("aws_sesv2_configuration_set", {}) },
    "MSG-017": {
      holds: [one("aws_sesv2_email_identity", { configuration_set_name: "s" }), one("aws_sesv2_configuration_set", { reputation_options: { reputation_metrics_enabled: true } })],
      breaks: [one("aws_sesv2_email_identity", {}), one("aws_sesv2_email_identity", { configuration_set_name: "s", dkim_signing_attributes: { next_signing_key_length: "RSA_1024_BIT" } })],
    },
    "MSG-019": {
      holds: policy({ Principal: { Service: "events.amazonaws.com" } }),
      breaks: one("aws_sqs_queue_policy", { policy: document({ Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "sqs:*" }) }),
    },
    "MSG-018": { holds: one("aws_sns_topic_subscription", { protocol: "email" }), breaks: one("aws_sns_topic_subscription", { protocol: "http" }) },
  });
});
