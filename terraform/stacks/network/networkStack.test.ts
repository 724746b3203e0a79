import { expect, test } from "vitest";
import { dev } from "../../config/dev.ts";
import { prod } from "../../config/prod.ts";
import { synthesizeStack } from "../../constructs/testing.ts";
import { RenderStack } from "../render/renderStack.ts";
import { NetworkStack } from "./networkStack.ts";

const ofProd = synthesizeStack((app) => new NetworkStack(app, prod, "eu-central-1")).resource;
const ofSecond = synthesizeStack((app) => new NetworkStack(app, prod, "eu-west-1")).resource;
const ofDev = synthesizeStack((app) => new NetworkStack(app, dev, "eu-central-1")).resource;

test("nothing is open to the whole internet", () => {
  for (const resources of [ofProd, ofSecond, ofDev]) {
    const rules = Object.entries(resources.aws_vpc_security_group_ingress_rule ?? {});
    expect(rules.length).toBeGreaterThan(3);
    for (const [id, rule] of rules) expect([id, rule.cidr_ipv4, rule.cidr_ipv6]).not.toContain("0.0.0.0/0");
    expect(resources.aws_default_security_group?.closed).toMatchObject({ ingress: [], egress: [] });
  }
});

test("the load balancer is reached by CloudFront's prefix list, its second group by Route 53's health checkers", () => {
  const into = (group: string) =>
    Object.values(ofProd.aws_vpc_security_group_ingress_rule ?? {}).filter(({ security_group_id }) => security_group_id === `\${aws_security_group.${group}.id}`);
  expect(into("load_balancer")).toMatchObject([{ prefix_list_id: "${data.aws_ec2_managed_prefix_list.cloudfront.id}", from_port: 443, to_port: 443 }]);
  expect(into("health_check")).toMatchObject([{ for_each: "${toset(data.aws_ec2_managed_prefix_lists.health_checkers.ids)}", from_port: 443, to_port: 443 }]);
});

test("within a region, groups name groups; a range stands only for the other region's", () => {
  const byRange = Object.entries(ofProd.aws_vpc_security_group_ingress_rule ?? {}).filter(([, rule]) => rule.cidr_ipv4 !== undefined);
  expect(byRange).toMatchObject([["proxy_from_other_region", { cidr_ipv4: "10.31.128.0/17", from_port: 5432, to_port: 5432 }]]);
  expect(ofDev.aws_vpc_security_group_ingress_rule).not.toHaveProperty("proxy_from_other_region");
  expect(ofProd.aws_vpc_security_group_ingress_rule?.database_from_proxy).toMatchObject({
    security_group_id: "${aws_security_group.database.id}",
    referenced_security_group_id: "${aws_security_group.proxy.id}",
  });
});

test("no way leads from the data subnets to the internet", () => {
  for (const resources of [ofProd, ofSecond, ofDev]) {
    const fromData = Object.values(resources.aws_route ?? {}).filter(({ route_table_id }) => route_table_id === "${aws_route_table.data.id}");
    expect(fromData.map(({ destination_cidr_block }) => destination_cidr_block)).not.toContain("0.0.0.0/0");
  }
});

test("prod has a NAT gateway in each zone, dev one for all, by routes alone", () => {
  const gatewaysOf = ({ aws_route }: typeof ofProd) =>
    Object.entries(aws_route ?? {}).filter(([id]) => id.endsWith("_nat")).map(([, { nat_gateway_id }]) => nat_gateway_id);
  expect(gatewaysOf(ofProd)).toEqual(["a", "b", "c"].map((zone) => `\${aws_nat_gateway.nat_${zone}.id}`));
  expect(gatewaysOf(ofDev)).toEqual(["${aws_nat_gateway.nat_a.id}", "${aws_nat_gateway.nat_a.id}"]);
  expect(Object.keys(ofDev.aws_nat_gateway ?? {})).toEqual(["nat_a"]);
});

test("render instances, which have no way to the internet in prod, find an endpoint of every service that they call", () => {
  const { aws_iam_role_policy } = synthesizeStack((app) => new RenderStack(app, prod, "eu-central-1")).resource;
  const { Statement } = JSON.parse(String(aws_iam_role_policy?.render?.policy)) as { Statement: { Action: string | string[] }[] };
  const called = new Set(Statement.flatMap(({ Action }) => Action).map((action) => action.split(":")[0] ?? ""));
  const named: Record<string, string> = { cloudwatch: "monitoring" };
  for (const service of called) expect(ofProd.aws_vpc_endpoint).toHaveProperty(named[service] ?? service);
  expect(called).toContain("autoscaling");
});

test("options that are off make nothing", () => {
  expect(Object.keys(ofDev.aws_vpc_endpoint ?? {})).toEqual(["dynamodb", "s3"]);
  expect(ofDev.aws_security_group).not.toHaveProperty("cache");
  expect(ofDev.aws_security_group).not.toHaveProperty("warehouse");
});

test("the second region's stack makes the whole peering", () => {
  expect(ofProd).not.toHaveProperty("aws_vpc_peering_connection");
  expect(ofSecond.aws_vpc_peering_connection?.primary).toMatchObject({ peer_region: "eu-central-1" });
  expect(ofSecond.aws_route?.primary_data_from_here).toMatchObject({ destination_cidr_block: "10.31.128.0/17", provider: "aws.euc1" });
});
