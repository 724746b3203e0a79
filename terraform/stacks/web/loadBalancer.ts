import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { acceptedOriginSecrets, ORIGIN_SECRET_HEADER } from "../../constructs/originSecret.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { declareCertificate } from "./certificate.ts";
import { TARGET_PORT } from "./tlsOnInstance.ts";

/** How long an instance that leaves may finish requests: more than the app's own 10 seconds. */
const DRAIN_SECONDS = 30;

/** After which silence a connection is closed: less than the app's 65 seconds, so that the app never closes first. */
const IDLE_SECONDS = 60;

export interface LoadBalancer {
  balancer: Lb;
  targets: LbTargetGroup;
  /** What leads to the targets: before it stands, no load balancer asks for their health. */
  forwarding: LbListenerRule;
}

/** The region's load balancer. It has one listener, speaks TLS only, and answers only who knows an origin secret. */
export function declareLoadBalancer(stack: EnvironmentStack): LoadBalancer {
  const { names, environment } = stack;
  const logs = { bucket: names.bucket("logs", stack.region), prefix: "alb", enabled: true };
  const balancer = new Lb(stack, "web", {
    name: names.of("web"),
    loadBalancerType: "application",
    internal: false,
    subnets: lookupList(stack, "network", "public-subnet-ids"),
    securityGroups: [lookup(stack, "network", "load-balancer-security-group-id"), lookup(stack, "network", "health-check-security-group-id")],
    enableDeletionProtection: environment.deletionProtection,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: "strictest",
    preserveHostHeader: true,
    xffHeaderProcessingMode: "append",
    enableHttp2: true,
    enableCrossZoneLoadBalancing: true,
    enableZonalShift: true,
    enableWafFailOpen: false,
    idleTimeout: IDLE_SECONDS,
    accessLogs: logs,
    connectionLogs: logs,
    tags: { Name: names.of("web") },
  });
  const targets = declareTargets(stack);
  const listener = new LbListener(stack, "https", {
    loadBalancerArn: balancer.arn,
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    certificateArn: declareCertificate(stack),
    routingHttpResponseServerEnabled: false,
    defaultAction: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "403", messageBody: "Come in by the front door." } }],
  });
  const forward = [{ type: "forward", targetGroupArn: targets.arn }];
  const forwarding = new LbListenerRule(stack, "from_cloudfront", {
    listenerArn: listener.arn,
    priority: 10,
    // The secrets stand in this stack's state, as in the listener itself: both are encrypted, and they open the front door only.
    condition: [{ httpHeader: { httpHeaderName: ORIGIN_SECRET_HEADER, values: acceptedOriginSecrets(stack) } }],
    action: forward,
    tags: { Name: "from-cloudfront" },
  });
  new LbListenerRule(stack, "health_checks", {
    listenerArn: listener.arn,
    priority: 20,
    condition: [
      { pathPattern: { values: ["/readyz"] } },
      { httpRequestMethod: { values: ["GET"] } },
      // Route 53 asks the load balancer by its own name.
      { hostHeader: { values: [`*.${stack.region}.elb.amazonaws.com`] } },
    ],
    action: forward,
    tags: { Name: "health-checks" },
  });
  return { balancer, targets, forwarding };
}

/**
 * The instances. Health here is `/healthz`, whether the process lives: a database that is away for a minute must not
 * make Auto Scaling replace a whole fleet, which could still show the catalogue. Whether a region can sell
 * (`/readyz`) is asked by Route 53, and by an instance of itself before it joins.
 */
function declareTargets(stack: EnvironmentStack): LbTargetGroup {
  const targets = new LbTargetGroup(stack, "web_targets", {
    name: stack.names.of("web"),
    vpcId: lookup(stack, "network", "vpc-id"),
    targetType: "instance",
    port: TARGET_PORT,
    protocol: "HTTPS",
    protocolVersion: "HTTP1",
    deregistrationDelay: String(DRAIN_SECONDS),
    loadBalancingAlgorithmType: "least_outstanding_requests",
    healthCheck: {
      enabled: true,
      protocol: "HTTPS",
      path: "/healthz",
      matcher: "200",
      interval: 10,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    },
    stickiness: { enabled: false, type: "lb_cookie" },
    tags: { Name: stack.names.of("web") },
  });
  targets.overrideLogicalId("web");
  return targets;
}
