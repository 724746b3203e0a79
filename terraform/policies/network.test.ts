import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { network } from "./network.ts";
import { document, one, testPolicies, type Declarations } from "./testing.ts";

type Values = Record<string, Value>;
const ingress = (values: Values) => one("aws_vpc_security_group_ingress_rule", { ip_protocol: "tcp", ...values });
const port = (from: number, to = from): Values => ({ from_port: from, to_port: to });
const anywhere: Values = { cidr_ipv4: "0.0.0.0/0" };
const inline = (block: Values) => one("aws_security_group", { ingress: [{ protocol: "tcp", ...block }] });
const vpc = (parts: Declarations = {}): Declarations => ({ aws_vpc: { main: {} }, ...parts });
const inVpc = (values: Values = {}): Values => ({ vpc_id: "${aws_vpc.main.id}", ...values });
const zones = (...names: string[]) => Object.fromEntries(names.map((zone) => [zone, inVpc({ availability_zone: zone })]));
const endpoints = (type: string, ...services: string[]) => Object.fromEntries(services.map((name) => [name, inVpc({ vpc_endpoint_type: type, service_name: `com.amazonaws.eu-central-1.${name}` })]));
const INTERFACES = ["ssm", "ssmmessages", "logs", "kms", "sqs", "secretsmanager", "sts"];

describe("network", () => {
  testPolicies(network, {
    "NET-001": { holds: vpc({ aws_default_security_group: { it: inVpc() } }), breaks: [vpc(), vpc({ aws_default_security_group: { it: inVpc({ ingress: [{ protocol: "-1", self: true }] }) } })] },
    "NET-002": {
      holds: ingress({ ...port(443), ...anywhere }),
      breaks: [ingress({ ...port(22), ...anywhere }), inline({ ...port(0, 65_535), cidr_blocks: ["0.0.0.0/0"] }), one("aws_security_group_rule", { type: "ingress", protocol: "tcp", ...port(3389), ipv6_cidr_blocks: ["::/0"] })],
    },
    "NET-003": { holds: ingress({ ...port(5432), referenced_security_group_id: "sg-1" }), breaks: ingress({ ...port(5432), ...anywhere }) },
    "NET-004": { holds: ingress({ ...port(443), prefix_list_id: "pl-1" }), breaks: [ingress({ ...port(443), ...anywhere }), ingress({ ...port(443), cidr_ipv4: "0.0.0.0/1" })] },
    "NET-005": { holds: ingress({ ...port(443), referenced_security_group_id: "sg-1" }), breaks: ingress({ ...port(443), cidr_ipv4: "10.0.0.0/16" }) },
    "NET-006": { holds: ingress({ ...port(443), referenced_security_group_id: "sg-1" }), breaks: ingress({ ip_protocol: "-1", referenced_security_group_id: "sg-1" }) },
    "NET-007": {
      holds: one("aws_vpc_security_group_egress_rule", { ip_protocol: "tcp", ...port(443), ...anywhere }),
      breaks: one("aws_vpc_security_group_egress_rule", { ip_protocol: "-1", ...anywhere }),
    },
    "NET-008": { holds: one("aws_security_group", { description: "App" }), breaks: [one("aws_security_group", {}), one("aws_security_group", { description: "Managed by Terraform" })] },
    "NET-009": { holds: vpc({ aws_flow_log: { it: inVpc({ traffic_type: "ALL" }) } }), breaks: [vpc(), vpc({ aws_flow_log: { it: inVpc({ traffic_type: "ACCEPT" }) } })] },
    "NET-010": { holds: one("aws_subnet", {}), breaks: one("aws_subnet", { map_public_ip_on_launch: true }) },
    "NET-011": {
      holds: one("aws_network_acl", { ingress: [{ action: "allow", protocol: "tcp", ...port(443), cidr_block: "0.0.0.0/0" }] }),
      breaks: [
        one("aws_network_acl", { ingress: [{ action: "allow", protocol: "-1", ...port(0), cidr_block: "0.0.0.0/0" }] }),
        one("aws_network_acl_rule", { rule_action: "allow", protocol: "tcp", ...port(22), cidr_block: "0.0.0.0/0" }),
      ],
    },
    "NET-012": { holds: vpc({ aws_vpc_endpoint: endpoints("Gateway", "s3", "dynamodb") }), breaks: vpc({ aws_vpc_endpoint: endpoints("Gateway", "s3") }) },
    "NET-013": { holds: vpc({ aws_vpc_endpoint: endpoints("Interface", ...INTERFACES) }), breaks: vpc() },
    "NET-014": {
      holds: one("aws_vpc_endpoint", { policy: document({ Principal: "*", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "111111111111" } } }) }),
      breaks: [one("aws_vpc_endpoint", {}), one("aws_vpc_endpoint", { policy: document({ Principal: "*", Action: "*", Resource: "*" }) })],
    },
    "NET-015": { holds: one("aws_vpc_endpoint", { vpc_endpoint_type: "Interface", private_dns_enabled: true }), breaks: one("aws_vpc_endpoint", { vpc_endpoint_type: "Interface" }) },
    "NET-016": {
      holds: vpc({ aws_subnet: zones("a", "b"), aws_nat_gateway: { a: {}, b: {} } }),
      breaks: vpc({ aws_subnet: zones("a", "b"), aws_nat_gateway: { a: {} } }),
    },
    "NET-017": { holds: vpc({ aws_subnet: zones("a", "b", "c") }), breaks: vpc({ aws_subnet: zones("a", "b") }) },
    "NET-018": { holds: one("aws_vpc", { enable_dns_hostnames: true }), breaks: one("aws_vpc", {}) },
    "NET-019": { holds: { aws_eip: { it: {} }, aws_nat_gateway: { it: { allocation_id: "${aws_eip.it.id}" } } }, breaks: one("aws_eip", {}) },
    "NET-020": { holds: one("aws_security_group", {}), breaks: inline(port(443)) },
    "NET-022": {
      holds: one("aws_route", { vpc_peering_connection_id: "pcx-1", destination_cidr_block: "10.31.0.0/16" }),
      breaks: one("aws_route", { vpc_peering_connection_id: "pcx-1", destination_cidr_block: "0.0.0.0/0" }),
    },
    "NET-021": { holds: one("aws_network_acl", { subnet_ids: ["subnet-1"] }), breaks: one("aws_network_acl", {}) },
  });
});
