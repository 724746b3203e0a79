import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";

/**
 * Whose address a firewall sees. Behind CloudFront it is CloudFront's, and the shopper's stands first in
 * X-Forwarded-For, where a client may have put anything: limits there are a second line, reputation lists are useless.
 */
export type FirewallClients = "direct" | "behind-cloudfront";

export interface WebAclRulesProps {
  clients: FirewallClients;
  /** Requests of any kind that one address may make in five minutes. */
  requestsPerFiveMinutes: number;
  /** Requests that change something (POST, PUT, PATCH, DELETE), likewise. */
  writesPerFiveMinutes: number;
  /** Bodies that are larger than what is inspected (16 KB, 8 KB at a load balancer) are refused rather than let through unread. */
  refuseUninspectedBodies: boolean;
  /** Bot Control, counting: it labels crawlers for the dashboards, and costs 1 USD a million requests. */
  botControl: boolean;
  /** Prefix of the rules' metrics, e.g. `edge`. */
  metric: string;
}

/** The key of the custom response that a limited client reads. */
export const TOO_MANY_REQUESTS = "too-many-requests";

/** A rule without its priority, which follows from its place. */
type UnorderedRule = Omit<Wafv2WebAclRule, "priority">;

/** The rules of a firewall in front of the shop, the cheapest checks first. */
export function webAclRules(props: WebAclRulesProps): Wafv2WebAclRule[] {
  const { clients, metric, botControl, refuseUninspectedBodies } = props;
  const rules: UnorderedRule[] = [
    rateRule(props, "limit-requests", props.requestsPerFiveMinutes),
    rateRule(props, "limit-writes", props.writesPerFiveMinutes, IS_WRITE),
    ...(clients === "direct"
      ? [
          managed(metric, "AWSManagedRulesAmazonIpReputationList"),
          // Shoppers use VPNs: seen, not blocked.
          managed(metric, "AWSManagedRulesAnonymousIpList", { countAll: true }),
        ]
      : []),
    ...(refuseUninspectedBodies ? [uninspectedBodies(metric)] : []),
    // It refuses bodies above 8 KB, which an order with long names in many scripts may reach; the app refuses 64 KB.
    managed(metric, "AWSManagedRulesCommonRuleSet", { count: ["SizeRestrictions_BODY"] }),
    managed(metric, "AWSManagedRulesKnownBadInputsRuleSet"),
    managed(metric, "AWSManagedRulesSQLiRuleSet"),
    ...(botControl ? [managed(metric, "AWSManagedRulesBotControlRuleSet", { countAll: true, botControl: true })] : []),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority }));
}

function visibility(metric: string, name: string) {
  return { cloudwatchMetricsEnabled: true, metricName: `${metric}-${name}`, sampledRequestsEnabled: true };
}

/** Statements are written as Terraform has them: cdktf passes them on as they are. */
function rateRule({ clients, metric }: WebAclRulesProps, name: string, limit: number, scopeDown?: object): UnorderedRule {
  return {
    name,
    action: { block: { customResponse: { responseCode: 429, customResponseBodyKey: TOO_MANY_REQUESTS, responseHeader: [{ name: "Retry-After", value: "300" }] } } },
    statement: {
      rate_based_statement: {
        limit,
        evaluation_window_sec: 300,
        ...(clients === "direct"
          ? { aggregate_key_type: "IP" }
          : { aggregate_key_type: "FORWARDED_IP", forwarded_ip_config: { header_name: "X-Forwarded-For", fallback_behavior: "NO_MATCH" } }),
        ...(scopeDown && { scope_down_statement: scopeDown }),
      },
    },
    visibilityConfig: visibility(metric, name),
  };
}

const IS_WRITE = {
  regex_match_statement: {
    regex_string: "^(POST|PUT|PATCH|DELETE)$",
    field_to_match: { method: {} },
    text_transformation: [{ priority: 0, type: "NONE" }],
  },
};

function uninspectedBodies(metric: string): UnorderedRule {
  const name = "refuse-uninspected-bodies";
  return {
    name,
    action: { block: { customResponse: { responseCode: 413 } } },
    statement: {
      size_constraint_statement: {
        comparison_operator: "GT",
        // The most that CloudFront hands to the firewall without a surcharge; larger ones match by being oversize.
        size: 16_384,
        field_to_match: { body: { oversize_handling: "MATCH" } },
        text_transformation: [{ priority: 0, type: "NONE" }],
      },
    },
    visibilityConfig: visibility(metric, name),
  };
}

interface ManagedOptions {
  /** Count what the whole group would block. */
  countAll?: boolean;
  /** Rules of the group that count instead. */
  count?: readonly string[];
  botControl?: boolean;
}

function managed(metric: string, group: string, { countAll = false, count = [], botControl = false }: ManagedOptions = {}): UnorderedRule {
  const name = group.replace("AWSManagedRules", "aws-").replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  return {
    name,
    overrideAction: countAll ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: group,
        ...(count.length > 0 && { rule_action_override: count.map((rule) => ({ name: rule, action_to_use: { count: {} } })) }),
        ...(botControl && { managed_rule_group_configs: [{ aws_managed_rules_bot_control_rule_set: { inspection_level: "COMMON" } }] }),
      },
    },
    visibilityConfig: visibility(metric, name),
  };
}
