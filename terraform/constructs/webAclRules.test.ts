import { describe, expect, it } from "vitest";
import { webAclRules, type WebAclRulesProps } from "./webAclRules.ts";

const props: WebAclRulesProps = {
  clients: "direct",
  requestsPerFiveMinutes: 10_000,
  writesPerFiveMinutes: 300,
  refuseUninspectedBodies: true,
  botControl: true,
  metric: "edge",
};
const names = (given: WebAclRulesProps) => webAclRules(given).map(({ name }) => name);
const statementOf = (given: WebAclRulesProps, name: string) => webAclRules(given).find((rule) => rule.name === name)?.statement as unknown;

describe("webAclRules", () => {
  it("gives every rule a priority of its own, in the order in which they are checked", () => {
    expect(webAclRules(props).map(({ priority }) => priority)).toEqual(webAclRules(props).map((_, index) => index));
  });

  it("limits by the client's own address, and behind CloudFront by the one that it passes on", () => {
    expect(statementOf(props, "limit-writes")).toMatchObject({ rate_based_statement: { limit: 300, aggregate_key_type: "IP" } });
    expect(statementOf({ ...props, clients: "behind-cloudfront" }, "limit-requests")).toMatchObject({
      rate_based_statement: { aggregate_key_type: "FORWARDED_IP", forwarded_ip_config: { header_name: "X-Forwarded-For" } },
    });
  });

  it("asks reputation lists only where it sees the client's address", () => {
    expect(names(props)).toContain("aws-amazon-ip-reputation-list");
    expect(names({ ...props, clients: "behind-cloudfront" })).not.toContain("aws-amazon-ip-reputation-list");
  });

  it("blocks known exploits and injections, and lets an order with a long address through", () => {
    const blocking = webAclRules(props).filter(({ overrideAction }) => overrideAction && "none" in overrideAction);
    expect(blocking.map(({ name }) => name)).toEqual([
      "aws-amazon-ip-reputation-list",
      "aws-common-rule-set",
      "aws-known-bad-inputs-rule-set",
      "aws-sqli-rule-set",
    ]);
    expect(statementOf(props, "aws-common-rule-set")).toMatchObject({
      managed_rule_group_statement: { rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }] },
    });
  });

  it("counts bots and anonymous networks, and only looks for bots where asked to", () => {
    const counting = webAclRules(props).filter(({ overrideAction }) => overrideAction && "count" in overrideAction);
    expect(counting.map(({ name }) => name)).toEqual(["aws-anonymous-ip-list", "aws-bot-control-rule-set"]);
    expect(names({ ...props, botControl: false })).not.toContain("aws-bot-control-rule-set");
  });
});
