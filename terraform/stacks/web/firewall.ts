import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { WebAcl } from "../../constructs/webAcl.ts";

/**
 * The firewall at the load balancer, behind the one at the edge: a second line, with limits above the edge's, so that
 * whatever gets past CloudFront still meets the managed rules.
 */
export function declareFirewall(stack: EnvironmentStack, balancer: Lb): void {
  const firewall = new WebAcl(stack, "web", {
    scope: "REGIONAL",
    description: "In front of the load balancer",
    clients: "behind-cloudfront",
    requestsPerFiveMinutes: 20_000,
    writesPerFiveMinutes: 600,
    refuseUninspectedBodies: false,
    botControl: false,
  });
  new Wafv2WebAclAssociation(stack, "web_firewall", { resourceArn: balancer.arn, webAclArn: firewall.arn });
}
