import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { dev } from "../../config/dev.ts";
import { prod } from "../../config/prod.ts";
import { at, first, type DeclaredResource } from "../../plan/resource.ts";
import { readSynthesised } from "../../plan/synthesised.ts";
import { synthesize } from "../../synthesize.ts";

const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-observability-"));
synthesize([dev, prod], outdir);
const stacks = readSynthesised(outdir);
const all = stacks.flatMap(({ resources }) => resources);

describe.each([
  ["dev", "eu-central-1"],
  ["prod", "eu-central-1"],
  ["prod", "eu-west-1"],
])("what is watched in %s, %s", (environment, region) => {
  const here = all.filter((resource) => resource.stack.startsWith(`${environment}-`) && (resource.region === region || resource.region === undefined));
  const ofType = (type: string) => here.filter((resource) => resource.type === type);
  const values = (type: string, attribute: string) => ofType(type).flatMap((resource) => at(resource, attribute)).map(String);
  const alarms = ofType("aws_cloudwatch_metric_alarm");

  it("has an alarm on every dead-letter queue", () => {
    const watched = alarms
      .filter((alarm) => first(alarm, "metric_name") === "ApproximateNumberOfMessagesVisible" && first(alarm, "threshold") === 0)
      .map((alarm) => String(first(alarm, "dimensions.QueueName")));
    const deadLetters = values("aws_sqs_queue", "name").filter((name) => name.endsWith("-dlq"));
    expect(deadLetters.filter((name) => !watched.includes(name))).toEqual([]);
  });

  it("pages on alarms only that some stack declares", () => {
    const declared = new Set([...alarms, ...ofType("aws_cloudwatch_composite_alarm")].map((alarm) => String(first(alarm, "alarm_name"))));
    const named = values("aws_cloudwatch_composite_alarm", "alarm_rule").flatMap((rule) => [...rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => String(name)));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !declared.has(name))).toEqual([]);
  });

  it("gives every alarm something to do", () => {
    expect(alarms.filter((alarm) => at(alarm, "alarm_actions").length === 0).map(({ address }) => address)).toEqual([]);
  });

  it("names in alarms and dashboards only what is declared", () => {
    const names: Record<string, Set<string>> = {
      QueueName: new Set(values("aws_sqs_queue", "name")),
      FunctionName: new Set(values("aws_lambda_function", "function_name")),
      TableName: new Set(values("aws_dynamodb_table", "name")),
      DBClusterIdentifier: new Set(values("aws_rds_cluster", "cluster_identifier")),
      ProxyName: new Set(values("aws_db_proxy", "name")),
      AutoScalingGroupName: new Set(values("aws_autoscaling_group", "name")),
      CanaryName: new Set(values("aws_synthetics_canary", "name")),
      DeliveryStreamName: new Set(values("aws_kinesis_firehose_delivery_stream", "name")),
    };
    // Replicas of tables are declared with the table, in the primary region.
    for (const table of all.filter(({ type, stack }) => type === "aws_dynamodb_table" && stack.startsWith(`${environment}-`))) {
      names.TableName?.add(String(first(table, "name")));
    }
    const unknown = [...dashboardDimensions(here), ...alarmDimensions(here)].filter(([key, value]) => names[key] !== undefined && !names[key].has(value));
    expect(unknown).toEqual([]);
  });
});

function dashboardDimensions(resources: DeclaredResource[]): [string, string][] {
  return resources
    .filter(({ type }) => type === "aws_cloudwatch_dashboard")
    .flatMap((dashboard) => {
      // What another stack publishes is an expression, with quotes of its own.
      const body = String(first(dashboard, "dashboard_body")).replaceAll(/\$\{[^}]*\}/g, "published");
      const { widgets } = JSON.parse(body) as { widgets: { properties: { metrics?: unknown[][] } }[] };
      return widgets.flatMap(({ properties }) => properties.metrics ?? []);
    })
    .filter((line) => typeof line[0] === "string")
    .flatMap((line) => pairs(line.slice(2).filter((part): part is string => typeof part === "string")));
}

function alarmDimensions(resources: DeclaredResource[]): [string, string][] {
  return resources
    .filter(({ type }) => type === "aws_cloudwatch_metric_alarm")
    .flatMap((alarm) => at(alarm, "dimensions"))
    .flatMap((dimensions) => Object.entries(dimensions as Record<string, string>));
}

function pairs(flat: readonly string[]): [string, string][] {
  return flat.flatMap((key, index) => (index % 2 === 0 ? [[key, flat[index + 1] ?? ""] as [string, string]] : []));
}
