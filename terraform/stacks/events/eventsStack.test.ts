import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { App } from "../../cdktf.ts";
import { dev } from "../../config/dev.ts";
import { prod } from "../../config/prod.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { at, first, type DeclaredResource } from "../../plan/resource.ts";
import { readSynthesised } from "../../plan/synthesised.ts";
import { EventsStack } from "./eventsStack.ts";
import { FUNCTION_NAMES } from "./functionNames.ts";
import { MIGRATION_FUNCTION } from "./migration.ts";

function declare(environment: Environment, region: Region): DeclaredResource[] {
  const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-events-"));
  const app = new App({ outdir });
  new EventsStack(app, environment, region);
  app.synth();
  return readSynthesised(outdir)[0]?.resources ?? [];
}

const resources = declare(prod, "eu-central-1");
const ofType = (type: string, from = resources) => from.filter((resource) => resource.type === type);
const text = (resource: DeclaredResource, attribute: string) => String(first(resource, attribute));

describe("queues", () => {
  const queues = ofType("aws_sqs_queue");
  const work = queues.filter((queue) => !text(queue, "name").endsWith("-dlq"));

  it("move what is hopeless to a dead-letter queue that takes it from them alone", () => {
    expect(work.length).toBeGreaterThan(0);
    for (const queue of work) {
      const { deadLetterTargetArn } = JSON.parse(text(queue, "redrive_policy")) as { deadLetterTargetArn: string };
      expect(deadLetterTargetArn).toMatch(new RegExp(`:${text(queue, "name")}-dlq$`));
      const allow = ofType("aws_sqs_queue_redrive_allow_policy").find(({ name }) => name === `${queue.name}_dlq`);
      expect(JSON.parse(text(allow as DeclaredResource, "redrive_allow_policy"))).toMatchObject({
        redrivePermission: "byQueue",
        sourceQueueArns: [expect.stringMatching(new RegExp(`:${text(queue, "name")}$`))],
      });
    }
  });

  it("are encrypted with our key and refuse requests without TLS", () => {
    for (const queue of queues) {
      expect(text(queue, "kms_master_key_id")).toContain("aws_kms_key.events_euc1");
      const policy = ofType("aws_sqs_queue_policy").find(({ name }) => name === queue.name);
      expect(text(policy as DeclaredResource, "policy")).toContain('"aws:SecureTransport":"false"');
    }
  });

  it("give a function six times its time before a message shows again", () => {
    for (const mapping of ofType("aws_lambda_event_source_mapping").filter(({ name }) => name.endsWith("_queue"))) {
      const name = mapping.name.replace(/_queue$/, "");
      const timeout = first(ofType("aws_lambda_function").find((fn) => fn.name === name) as DeclaredResource, "timeout");
      const visibility = first(work.find((queue) => queue.name === name) as DeclaredResource, "visibility_timeout_seconds");
      expect(Number(visibility)).toBeGreaterThanOrEqual(6 * Number(timeout));
    }
  });
});

describe("functions", () => {
  it("each have a role of their own, with no wildcard among its actions", () => {
    const functions = ofType("aws_lambda_function");
    expect(functions.map((fn) => fn.name).sort()).toEqual([...FUNCTION_NAMES, MIGRATION_FUNCTION].map((name) => name.replaceAll("-", "_")).sort());
    expect(new Set(functions.map((fn) => text(fn, "role"))).size).toBe(functions.length);
    for (const { policy } of ofType("aws_iam_role_policy").map((role) => ({ policy: text(role, "policy") }))) {
      for (const { Action, Resource, Sid, Effect } of (JSON.parse(policy) as { Statement: Statement[] }).Statement) {
        expect([Action].flat().join()).not.toContain("*");
        if (Effect !== "Deny" && [Resource].flat().includes("*")) expect(Sid).toMatch(/HasNoArn|HaveNoArn/);
      }
    }
  });

  it("hear of carts once, from the region whose TTL deleted them", () => {
    const stream = ofType("aws_lambda_event_source_mapping").find(({ name }) => name === "cart_expiry_stream");
    const [pattern] = at(stream as DeclaredResource, "filter_criteria.filter.pattern");
    expect(JSON.parse(String(pattern))).toEqual({ eventName: ["REMOVE"], userIdentity: { type: ["Service"], principalId: ["dynamodb.amazonaws.com"] } });
  });
});

describe("the second region", () => {
  const secondary = declare(prod, "eu-west-1");

  it("leaves objects and schedules to the primary one until it takes over", () => {
    const states = Object.fromEntries(ofType("aws_cloudwatch_event_rule", secondary).map((rule) => [rule.name, first(rule, "state")]));
    expect(states).toMatchObject({ sources_uploaded: "DISABLED", posters_uploaded: "DISABLED", to_order_mail: "ENABLED" });
    expect(ofType("aws_scheduler_schedule", secondary).map((schedule) => first(schedule, "state"))).toEqual(["DISABLED", "DISABLED"]);
  });

  it("has no second analytics stream", () => {
    expect(ofType("aws_kinesis_firehose_delivery_stream", secondary)).toEqual([]);
    expect(ofType("aws_kinesis_firehose_delivery_stream")).toHaveLength(1);
  });
});

describe("options", () => {
  it("that are off leave nothing behind", () => {
    const types = new Set(declare(dev, "eu-central-1").map(({ type }) => type));
    expect([...types].filter((type) => /sagemaker|ivs/.test(type))).toEqual([]);
  });
});
