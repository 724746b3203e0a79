import { afterEach, describe, expect, it, vi } from "vitest";
import { EVENT_SOURCE } from "~/domain/shopEvents";
import { regionsOf } from "../../terraform/config/environment.ts";
import { Names } from "../../terraform/config/names.ts";
import { decide, type AccessRequest } from "../../terraform/iam/simulator.ts";
import { first, at, type Value } from "../../terraform/plan/resource.ts";
import { declared } from "./declared.ts";
import { policiesOf } from "./policiesOf.ts";

const prod = declared("prod");
const { environment } = prod;
const names = new Names(environment);
const { primary } = environment.placement;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe.each(regionsOf(environment))("the function order-mail in %s", (region) => {
  const fn = prod.resources.find(({ type, region: where, values }) => type === "aws_lambda_function" && where === region && values.function_name === names.of("order-mail"));
  if (!fn) throw new Error(`No stack declares the function order-mail in ${region}.`);
  const [set = {}] = at(fn, "environment.variables") as Record<string, Value>[];
  const context = { "aws:RequestedRegion": region, "aws:ResourceAccount": environment.accountId, "aws:SecureTransport": "true" };
  const { policies, boundary } = policiesOf(prod, names.regional(region, "function", "order-mail"));
  const ask = (request: AccessRequest) => decide({ ...request, context: { ...context, ...request.context } }, policies, boundary);

  it("starts with the variables that it is given, and reads no other", async () => {
    for (const name of Object.keys(process.env)) if (/^(DATABASE|DYNAMODB|MAIL|PUBLIC|EVENT|LOG)_/.test(name)) vi.stubEnv(name, undefined);
    // What the data stack makes up stands in the synthesised JSON as an expression.
    for (const [name, value] of Object.entries({ ...set, DATABASE_URL: "postgresql://aurolot_app@shop.proxy-1.eu-central-1.rds.amazonaws.com:5432/aurolot" })) vi.stubEnv(name, String(value));
    const { environmentSchema, handler } = await import("~/functions/order-mail");
    expect(handler).toBeTypeOf("function");
    // Lambda sets the region and NODE_OPTIONS is Node's.
    const read = Object.keys(environmentSchema.shape).filter((name) => name !== "AWS_REGION");
    expect(Object.keys(set).filter((name) => name !== "NODE_OPTIONS").sort()).toEqual(read.sort());
  });

  it("may send by SES from the address that it sends from, and from no other", () => {
    const resources = [names.arn("ses", region, `identity/${environment.domain}`), names.arn("ses", region, `configuration-set/${String(set.MAIL_CONFIGURATION_SET)}`)];
    for (const resource of resources) {
      const send = (address: string) => ask({ action: "ses:SendEmail", resource, context: { "ses:FromAddress": address } });
      expect(send(String(set.MAIL_FROM))).toBe("allowed");
      expect(send(`ceo@${environment.domain}`)).not.toBe("allowed");
    }
  });

  it("lies in the network, where the proxy admits its group", () => {
    expect(String(first(fn, "vpc_config.security_group_ids"))).toContain("functions_security_group_id");
    const admits = prod.resources.filter(
      ({ type, region: where, references }) => type === "aws_vpc_security_group_ingress_rule" && where === region && references.referenced_security_group_id?.includes("aws_security_group.functions"),
    );
    expect(admits.map(({ references }) => references.security_group_id)).toEqual([["aws_security_group.proxy"]]);
  });

  it("may sign in to the writer as the app's user, and as nobody else", () => {
    const allowed = policies
      .flatMap((policy) => (JSON.parse(policy) as { Statement: { Effect: string; Action: string | string[]; Resource: string }[] }).Statement)
      .filter(({ Action }) => [Action].flat().includes("rds-db:connect"));
    expect(allowed).toHaveLength(1);
    expect(allowed[0]?.Resource).toMatch(new RegExp(`^arn:aws:rds-db:${primary}:${environment.accountId}:dbuser:.*/aurolot_app$`));
  });

  it.each(["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"])("leaves %s to Lambda, which has it by its role", (action) => {
    expect(ask({ action, resource: "*" })).toBe("allowed");
    expect(ask({ action, resource: "*", context: { "lambda:SourceFunctionArn": names.functionArn("order-mail", region) } })).not.toBe("allowed");
  });
});

describe.each(regionsOf(environment))("the app in %s", (region) => {
  const { policies, boundary } = policiesOf(prod, names.regional(region, "app"));
  const put = (source: string, resource: string) =>
    decide({ action: "events:PutEvents", resource, context: { "events:source": source, "aws:RequestedRegion": region, "aws:ResourceAccount": environment.accountId } }, policies, boundary);

  it("may put events of the shop on its bus, and nothing else anywhere", () => {
    expect(put(EVENT_SOURCE, names.busArn(region))).toBe("allowed");
    expect(put("aws.s3", names.busArn(region))).not.toBe("allowed");
    expect(put(EVENT_SOURCE, names.arn("events", region, "event-bus/default"))).not.toBe("allowed");
  });
});
