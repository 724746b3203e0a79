import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { EDGE_REGION } from "../../config/regions.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Amazon's certificate authority goes by these names: https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html */
const AMAZON_AUTHORITIES = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

/**
 * The environment's zone, with its queries logged and no authority but Amazon's allowed to issue certificates. The
 * parent zone (or the registrar) must delegate to the name servers that the stack puts out.
 */
export function declareZone(stack: EnvironmentStack): Route53Zone {
  const { domain, deletionProtection, contacts } = stack.environment;
  const zone = new Route53Zone(stack, "zone", {
    name: domain,
    comment: `The zone of ${stack.environment.name}`,
    forceDestroy: !deletionProtection,
    lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
  });
  stack.addOverride("output.name_servers", { value: `\${${zone.fqn}.name_servers}`, description: "What the parent zone delegates to" });
  new Route53Record(stack, "authorities", {
    zoneId: zone.zoneId,
    name: domain,
    type: "CAA",
    ttl: 3600,
    records: [...AMAZON_AUTHORITIES.map((authority) => `0 issue "${authority}"`), '0 issuewild ";"', `0 iodef "mailto:${contacts.inform}"`],
  });
  declareQueryLog(stack, zone);
  return zone;
}

/** Route 53 logs queries to us-east-1 only, and needs the group's own region to let it. */
function declareQueryLog(stack: EnvironmentStack, zone: Route53Zone): void {
  const { names, environment } = stack;
  const provider = stack.provider(EDGE_REGION);
  const logName = `/aws/route53/${environment.domain}`;
  const logs = logGroup(stack, "dns_queries", logName, { provider, keyArn: lookup(stack, "security", "edge-logs-key-arn") });
  const delivery = new CloudwatchLogResourcePolicy(stack, "dns_queries_delivery", {
    provider,
    policyName: names.of("dns-query-logs"),
    policyDocument: policyDocument({
      Sid: "Route53LogsQueries",
      Principal: { Service: "route53.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: names.arn("logs", EDGE_REGION, `log-group:${logName}:*`),
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" },
      },
    }),
  });
  new Route53QueryLog(stack, "dns_query_log", { provider, zoneId: zone.zoneId, cloudwatchLogGroupArn: logs.arn, dependsOn: [delivery] });
}
