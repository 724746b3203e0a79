import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { dev } from "../../config/dev.ts";
import type { Environment } from "../../config/environment.ts";
import { prod } from "../../config/prod.ts";
import { synthesizeStack } from "../../constructs/testing.ts";
import { WebStack } from "./webStack.ts";

const stackOf = (environment: Environment) => synthesizeStack((app) => new WebStack(app, environment, "eu-central-1"));
const ofProd = stackOf(prod);
const ofDev = stackOf(dev);

describe("the load balancer", () => {
  test("refuses all but who knows the secret, and health checks on one path", () => {
    expect(ofProd.resource.aws_lb_listener).toMatchObject({ https: { default_action: [{ type: "fixed-response", fixed_response: { status_code: "403" } }] } });
    expect(Object.keys(ofProd.resource.aws_lb_listener ?? {})).toEqual(["https"]);
    const { from_cloudfront, health_checks, ...others } = ofProd.resource.aws_lb_listener_rule ?? {};
    expect(others).toEqual({});
    expect(from_cloudfront?.condition).toMatchObject([{ http_header: { http_header_name: "x-aurolot-origin" } }]);
    const accepted = (from_cloudfront?.condition as { http_header: { values: string[] } }[])[0]?.http_header.values;
    expect(accepted, "one that is sent and one that comes next, so that they change without a gap").toHaveLength(2);
    expect(health_checks?.condition).toMatchObject([{ path_pattern: { values: ["/readyz"] } }, { http_request_method: { values: ["GET"] } }, {}]);
  });

  test("lets instances finish: its drain is longer than the app's 10 s, its idle time shorter than the app's 65 s", () => {
    expect(Number(ofProd.resource.aws_lb_target_group?.web?.deregistration_delay)).toBeGreaterThan(10);
    expect(Number(ofProd.resource.aws_lb?.web?.idle_timeout)).toBeLessThan(65);
  });
});

describe("the fleet", () => {
  test("hands every tag on to its instances", () => {
    const tags = ofProd.resource.aws_autoscaling_group?.web?.tag as { key: string; value: string; propagate_at_launch: boolean }[];
    expect(tags.map(({ key }) => key)).toEqual(expect.arrayContaining(["Project", "Environment", "Stack", "CostCentre", "ManagedBy", "Name"]));
    expect(tags.every(({ propagate_at_launch }) => propagate_at_launch)).toBe(true);
  });

  test("starts instances without keys or public addresses, with tokens for metadata and encrypted disks", () => {
    const template = ofProd.resource.aws_launch_template?.web;
    expect(template).toMatchObject({
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      network_interfaces: [{ associate_public_ip_address: "false" }],
      block_device_mappings: [{ ebs: { encrypted: "true", volume_type: "gp3" } }],
    });
    expect(template).not.toHaveProperty("key_name");
  });

  test("rolls a release back on alarms that this stack declares", () => {
    const alarms = Object.values(ofProd.resource.aws_cloudwatch_metric_alarm ?? {}).map(({ alarm_name }) => alarm_name);
    const refresh = ofProd.resource.aws_autoscaling_group?.web?.instance_refresh as { preferences: { auto_rollback: boolean; alarm_specification: { alarms: string[] } } };
    expect(refresh.preferences.auto_rollback).toBe(true);
    expect(alarms).toEqual(expect.arrayContaining(refresh.preferences.alarm_specification.alarms));
    // Auto Scaling refuses to roll back a template that names a parameter instead of an image.
    expect(ofProd.resource.aws_launch_template?.web?.image_id).not.toContain("resolve:ssm");
  });

  test("has a warm pool and a forecast only where the environment asks for them", () => {
    const onDemand = { ...prod, web: { ...prod.web, capacity: { onDemandBase: 3, onDemandPercent: 100 }, warmPool: { size: 3 } } };
    expect(stackOf(onDemand).resource.aws_autoscaling_group?.web).toHaveProperty("warm_pool");
    expect(ofProd.resource.aws_autoscaling_policy).toHaveProperty("web_forecast");
    expect(ofDev.resource.aws_autoscaling_group?.web).not.toHaveProperty("warm_pool");
    expect(ofDev.resource.aws_autoscaling_policy).not.toHaveProperty("web_forecast");
  });
});

describe("the boot script", () => {
  const script = String(ofProd.locals?.web_user_data);

  test("is valid shell that stops at the first fault, and small enough for EC2", () => {
    execFileSync("bash", ["-n"], { input: script });
    expect(script).toContain("set -euo pipefail");
    expect(Buffer.byteLength(script)).toBeLessThan(16 * 1024);
  });

  test("holds no expression but the release", () => {
    expect(script.match(/\$\{[^}]*\}/g)).toEqual(["${var.release}"]);
  });
});

test("the app's role names no resource by a wildcard but where AWS knows no resources", () => {
  // The proxies' ids are looked up: an expression, quotes and all, within the JSON.
  const literal = String(ofProd.resource.aws_iam_role_policy?.app?.policy).replace(/\$\{[^}]*\}/g, "id");
  const policy = JSON.parse(literal) as { Statement: { Sid: string; Resource: string | string[] }[] };
  const anywhere = policy.Statement.filter(({ Resource }) => [Resource].flat().includes("*")).map(({ Sid }) => Sid);
  expect(anywhere).toEqual(["SessionManager", "MeasureOwnNamespaces", "SendTracesWhichHaveNoArn"]);
});
