import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { loadBalancer } from "./loadBalancer.ts";
import { one, testPolicies } from "./testing.ts";

const lb = (values: Record<string, Value> = {}) => one("aws_lb", { load_balancer_type: "application", ...values });
const listener = (values: Record<string, Value>) => one("aws_lb_listener", values);
const group = (values: Record<string, Value>) => one("aws_lb_target_group", values);

describe("load balancers", () => {
  testPolicies(loadBalancer, {
    "ELB-001": { holds: lb({ enable_deletion_protection: true }), breaks: lb() },
    "ELB-002": { holds: lb({ access_logs: { bucket: "logs", enabled: true } }), breaks: [lb(), lb({ access_logs: { bucket: "logs", enabled: false } })] },
    "ELB-003": { holds: lb({ drop_invalid_header_fields: true }), breaks: lb() },
    "ELB-004": { holds: lb({ desync_mitigation_mode: "strictest" }), breaks: lb({ desync_mitigation_mode: "monitor" }) },
    "ELB-005": {
      holds: [listener({ protocol: "HTTPS", certificate_arn: "arn:c" }), listener({ protocol: "HTTP", default_action: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] })],
      breaks: [listener({ protocol: "HTTP", default_action: [{ type: "forward" }] }), listener({ protocol: "HTTPS" })],
    },
    "ELB-006": {
      holds: listener({ protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
      breaks: [listener({ protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-2016-08" }), listener({ protocol: "HTTPS" })],
    },
    "ELB-007": { holds: { ...lb(), aws_wafv2_web_acl_association: { it: { resource_arn: "${aws_lb.it.arn}" } } }, breaks: lb() },
    "ELB-008": { holds: [lb({ subnets: ["subnet-1", "subnet-2"] }), lb({ subnets: "${split(\",\", \"x\")}" })], breaks: lb({ subnets: ["subnet-1"] }) },
    "ELB-009": { holds: lb(), breaks: one("aws_lb", { load_balancer_type: "network" }) },
    "ELB-010": { holds: group({ protocol: "HTTP", health_check: { path: "/readyz", matcher: "200" } }), breaks: [group({ protocol: "HTTP" }), group({ protocol: "HTTP", health_check: { path: "/", matcher: "200-499" } })] },
    "ELB-011": { holds: group({ deregistration_delay: "30" }), breaks: group({}) },
    "ELB-012": { holds: group({ protocol: "HTTPS" }), breaks: group({ protocol: "HTTP" }) },
    "ELB-013": { holds: listener({ default_action: [{ type: "fixed-response" }] }), breaks: listener({ default_action: [{ type: "forward" }] }) },
    "ELB-014": { holds: lb({ security_groups: ["sg-1"] }), breaks: lb() },
    "ELB-015": { holds: lb(), breaks: one("aws_elb", {}) },
  });
});
