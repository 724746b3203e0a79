import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "../cdktf.ts";
import { EDGE_REGION } from "../config/regions.ts";
import { logGroup } from "./logGroup.ts";
import { ORIGIN_SECRET_HEADER } from "./originSecret.ts";
import { policyDocument } from "./policyDocument.ts";
import { lookup } from "./registry.ts";
import type { EnvironmentStack } from "./stack.ts";
import { TOO_MANY_REQUESTS, webAclRules, type WebAclRulesProps } from "./webAclRules.ts";

export interface WebAclProps extends Omit<WebAclRulesProps, "metric"> {
  /** CLOUDFRONT lives in us-east-1, REGIONAL in the stack's region. */
  scope: "CLOUDFRONT" | "REGIONAL";
  description: string;
  /** Query strings stay out of the logs too: where they carry codes that sign somebody in. */
  redactQuery?: boolean;
}

/** What tells who a shopper is, or that a request came through CloudFront, stays out of the logs. Lower case, as WAF has it. */
const REDACTED_HEADERS = ["authorization", "cookie", ORIGIN_SECRET_HEADER];

/**
 * A firewall with the shop's rules, whose log group keeps what was blocked or counted, secrets redacted.
 * @param id the last part of its name and, underscored, its logical id, e.g. `edge`
 */
export class WebAcl extends Construct {
  readonly acl: Wafv2WebAcl;
  readonly arn: string;

  constructor(stack: EnvironmentStack, id: string, { scope, description, redactQuery = false, ...rules }: WebAclProps) {
    super(stack, `firewall_${id}`);
    const logicalId = id.replaceAll("-", "_");
    const { names } = stack;
    const region = scope === "CLOUDFRONT" ? EDGE_REGION : stack.region;
    const provider = stack.provider(region);
    this.acl = new Wafv2WebAcl(this, "acl", {
      provider,
      name: names.of(id),
      description,
      scope,
      defaultAction: { allow: {} },
      rule: webAclRules({ ...rules, metric: id }),
      customResponseBody: [
        { key: TOO_MANY_REQUESTS, contentType: "TEXT_PLAIN", content: "Too many requests from your address. Wait a few minutes and try again." },
      ],
      visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: names.of(id), sampledRequestsEnabled: true },
    });
    this.acl.overrideLogicalId(logicalId);
    this.arn = this.acl.arn;

    // WAF writes only to groups whose names begin like this.
    const logName = `aws-waf-logs-${names.of(id)}`;
    const logs = logGroup(
      stack,
      `firewall_${logicalId}_logs`,
      logName,
      scope === "CLOUDFRONT" ? { provider, keyArn: lookup(stack, "security", "edge-logs-key-arn") } : { provider },
    );
    const delivery = new CloudwatchLogResourcePolicy(this, "delivery", {
      provider,
      policyName: names.of(id, "firewall-logs"),
      policyDocument: policyDocument({
        Sid: "FirewallDeliversLogs",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: names.arn("logs", region, `log-group:${logName}:*`),
        Condition: {
          StringEquals: { "aws:SourceAccount": stack.environment.accountId },
          ArnLike: { "aws:SourceArn": names.arn("logs", region, "*") },
        },
      }),
    });
    delivery.overrideLogicalId(logicalId);
    const logging = new Wafv2WebAclLoggingConfiguration(this, "logging", {
      provider,
      resourceArn: this.acl.arn,
      logDestinationConfigs: [logs.arn],
      redactedFields: [...REDACTED_HEADERS.map((name) => ({ singleHeader: { name } })), ...(redactQuery ? [{ queryString: {} }] : [])],
      // Requests that nothing objected to are in the access logs, which cost far less.
      loggingFilter: {
        defaultBehavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: ["BLOCK", "COUNT", "CAPTCHA", "CHALLENGE"].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
      dependsOn: [delivery],
    });
    logging.overrideLogicalId(logicalId);
  }
}
