import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { DataAwsEc2ManagedPrefixLists } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-lists";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Region } from "../../config/regions.ts";
import { except } from "../../constructs/exception.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { tierCidr } from "./addressPlan.ts";
import type { GroupName, SecurityGroups } from "./securityGroups.ts";

const HTTPS = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const POSTGRES = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };

/** The rules towards what has no security group here: the edge, the internet, storage, the other region. */
export function makeOuterRules(stack: EnvironmentStack, groups: SecurityGroups): void {
  const ingress = (id: string, group: GroupName, rule: RuleTo) => makeRule(VpcSecurityGroupIngressRule, stack, groups, id, group, rule);
  const egress = (id: string, group: GroupName, rule: RuleTo) => makeRule(VpcSecurityGroupEgressRule, stack, groups, id, group, rule);

  const cloudFront = new DataAwsEc2ManagedPrefixList(stack, "cloudfront", { name: "com.amazonaws.global.cloudfront.origin-facing" });
  ingress("load_balancer_from_cloudfront", "load-balancer", {
    ...HTTPS,
    prefixListId: cloudFront.id,
    description: "CloudFront's origin-facing servers",
  });
  admitHealthCheckers(stack, groups);

  egress("app_to_internet", "app", {
    ...HTTPS,
    cidrIpv4: "0.0.0.0/0",
    description: "Payment provider, identity provider and AWS services that have no endpoint here",
  });
  egress("functions_to_internet", "functions", { ...HTTPS, cidrIpv4: "0.0.0.0/0", description: "SES and SNS, which have no endpoints here" });
  if (groups.has("endpoints")) {
    egress("render_to_s3", "render", { ...HTTPS, prefixListId: gatewayList(stack, "s3").id, description: "Sources, models and system packages in S3" });
    egress("render_to_dynamodb", "render", { ...HTTPS, prefixListId: gatewayList(stack, "dynamodb").id, description: "The catalog, which shows what was made" });
  } else {
    egress("render_to_internet", "render", { ...HTTPS, cidrIpv4: "0.0.0.0/0", description: "AWS services, which have no endpoints here" });
    egress("migration_to_internet", "migration", { ...HTTPS, cidrIpv4: "0.0.0.0/0", description: "Secrets Manager, which has no endpoint here" });
    egress("rotation_to_internet", "rotation", { ...HTTPS, cidrIpv4: "0.0.0.0/0", description: "Secrets Manager, which has no endpoint here" });
  }
  if (groups.has("warehouse")) {
    egress("warehouse_to_s3", "warehouse", { ...HTTPS, prefixListId: gatewayList(stack, "s3").id, description: "Loads and unloads by S3's gateway endpoint" });
  }

  const other = stack.regions.find((region) => region !== stack.region);
  if (other) crossRegions(stack, other, ingress, egress);
}

type RuleTo = typeof HTTPS & { description: string } & ({ cidrIpv4: string } | { prefixListId: string });
/** Undefined where the environment has no such group. */
type Add = (id: string, group: GroupName, rule: RuleTo) => VpcSecurityGroupIngressRule | VpcSecurityGroupEgressRule | undefined;

/**
 * The writer is in one region, the app in both: each app reaches the other region's proxy over the peering. Groups
 * can't be named across regions, so the tiers' ranges stand in. Both ways, so that a fail-over of the writer changes
 * a setting of the app and nothing of the network.
 */
function crossRegions(stack: EnvironmentStack, other: Region, ingress: Add, egress: Add): void {
  const { network } = stack.environment;
  egress("app_to_other_region", "app", { ...POSTGRES, cidrIpv4: tierCidr(network, other, "data"), description: `RDS Proxy in ${other}` });
  egress("functions_to_other_region", "functions", { ...POSTGRES, cidrIpv4: tierCidr(network, other, "data"), description: `RDS Proxy in ${other}` });
  const fromOther = ingress("proxy_from_other_region", "proxy", { ...POSTGRES, cidrIpv4: tierCidr(network, other, "private"), description: `Instances and functions of the shop in ${other}` });
  if (fromOther) {
    except(fromOther, {
      policy: "NET-005",
      reason: "Groups can't be named across regions, not over a peering either. The range is the other region's private subnets alone, on one port, and the proxy asks for TLS and an IAM token.",
    });
  }
}

/**
 * Route 53 asks each region's load balancer every 10 seconds from its own servers, for which AWS keeps a list as it
 * does for CloudFront. The two together exceed the 60 rules of a group (55 and 25), hence a group of its own. The
 * plural data source and `for_each` make no rule, and no error, where a region lacks the list.
 */
function admitHealthCheckers(stack: EnvironmentStack, groups: SecurityGroups): void {
  const group = groups.get("health-check");
  if (!group) return;
  const checkers = new DataAwsEc2ManagedPrefixLists(stack, "health_checkers", {
    filter: [{ name: "prefix-list-name", values: [`com.amazonaws.${stack.region}.route53-healthchecks`] }],
  });
  const rule = new VpcSecurityGroupIngressRule(stack, "health_check_from_route53", {
    ...HTTPS,
    securityGroupId: group.id,
    prefixListId: "${each.value}",
    description: "Health checkers of Route 53",
    tags: { Name: "health-check from route53" },
  });
  rule.addOverride("for_each", `\${toset(${checkers.fqn}.ids)}`);
}

/** The addresses of a service that is reached by a gateway endpoint. */
function gatewayList(stack: EnvironmentStack, service: "s3" | "dynamodb"): DataAwsEc2ManagedPrefixList {
  const id = `${service}_list`;
  const existing = stack.node.tryFindChild(id) as DataAwsEc2ManagedPrefixList | undefined;
  if (existing) return existing;
  const list = new DataAwsEc2ManagedPrefixList(stack, id, { name: `com.amazonaws.${stack.region}.${service}` });
  list.overrideLogicalId(service);
  return list;
}

function makeRule(
  Rule: typeof VpcSecurityGroupIngressRule | typeof VpcSecurityGroupEgressRule,
  stack: EnvironmentStack,
  groups: SecurityGroups,
  id: string,
  group: GroupName,
  rule: RuleTo,
): ReturnType<Add> {
  const securityGroup = groups.get(group);
  return securityGroup && new Rule(stack, id, { ...rule, securityGroupId: securityGroup.id, tags: { Name: id.replaceAll("_", " ") } });
}
