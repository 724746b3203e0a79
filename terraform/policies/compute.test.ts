import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { compute } from "./compute.ts";
import { one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const template = (values: Values = {}) => one("aws_launch_template", values);
const group = (values: Values = {}) => one("aws_autoscaling_group", { name: "web", ...values });
const disk = (ebs: Values) => template({ block_device_mappings: [{ device_name: "/dev/xvda", ebs }] });
const mixed = (distribution: Values, more: Values = {}) =>
  group({ mixed_instances_policy: { instances_distribution: { on_demand_percentage_above_base_capacity: 25, ...distribution } }, ...more });
const types = (...names: string[]) => group({ mixed_instances_policy: { launch_template: { override: names.map((name) => ({ instance_type: name })) } } });
const behind: Values = { target_group_arns: ["arn:tg"] };
const tags = ["Project", "Environment", "CostCentre"].map((key) => ({ key, value: "x", propagate_at_launch: true }));

describe("compute", () => {
  testPolicies(compute, {
    "EC2-001": { holds: template({ metadata_options: { http_tokens: "required" } }), breaks: [template(), template({ metadata_options: { http_tokens: "optional" } })] },
    "EC2-002": { holds: template({ metadata_options: { http_put_response_hop_limit: 1 } }), breaks: template({ metadata_options: { http_put_response_hop_limit: 2 } }) },
    "EC2-003": { holds: disk({ encrypted: "true", kms_key_id: "arn:k" }), breaks: [template(), disk({ encrypted: "true" }), one("aws_ebs_volume", { encrypted: false })] },
    "EC2-004": { holds: disk({ volume_type: "gp3" }), breaks: [disk({ volume_type: "gp2" }), one("aws_ebs_volume", {})] },
    "EC2-005": { holds: template({ network_interfaces: [{ associate_public_ip_address: "false" }] }), breaks: [template({ network_interfaces: [{ associate_public_ip_address: "true" }] }), one("aws_instance", { associate_public_ip_address: true })] },
    "EC2-006": { holds: template(), breaks: [template({ key_name: "admin" }), one("aws_key_pair", {})] },
    "EC2-007": { holds: template({ monitoring: { enabled: true } }), breaks: template() },
    "EC2-008": { holds: template({ ebs_optimized: "true" }), breaks: template() },
    "EC2-009": {
      holds: [template({ user_data: Buffer.from("#!/bin/sh\nexport PASSWORD_FILE=/run/p").toString("base64") }), template({ user_data: '${base64encode("aws ssm get-parameter")}' })],
      breaks: [template({ user_data: Buffer.from("export DB_PASSWORD=hunter2hunter2").toString("base64") }), one("aws_instance", { user_data: "AKIAIOSFODNN7EXAMPLE" })],
    },
    "EC2-010": { holds: template({ tag_specifications: [{ resource_type: "instance" }, { resource_type: "volume" }] }), breaks: template({ tag_specifications: [{ resource_type: "instance" }] }) },
    "EC2-011": { holds: template({ iam_instance_profile: { name: "app" } }), breaks: template() },
    "EC2-012": { holds: [types("m7g.large", "c7gn.large"), types("g6.xlarge")], breaks: [types("m7g.large", "m7i.large"), template({ instance_type: "t3.micro" })] },
    "EC2-013": { holds: [group({ vpc_zone_identifier: ["a", "b"] }), group({ vpc_zone_identifier: "${split(\",\", \"x\")}" })], breaks: group({ vpc_zone_identifier: ["a"] }) },
    "EC2-014": { holds: [group({ ...behind, health_check_type: "ELB", health_check_grace_period: 60 }), group()], breaks: group({ ...behind, health_check_type: "EC2" }) },
    "EC2-015": { holds: group({ tag: tags }), breaks: [group(), group({ tag: tags.map((tag) => ({ ...tag, propagate_at_launch: false })) })] },
    "EC2-016": { holds: group({ launch_template: { id: "lt-1" } }), breaks: group({ launch_configuration: "old" }) },
    "EC2-017": { holds: types("m7g.large", "c7g.large"), breaks: [types("m7g.large"), group()] },
    "EC2-018": { holds: [mixed({}, { capacity_rebalance: true }), mixed({ on_demand_percentage_above_base_capacity: 100 })], breaks: mixed({}) },
    "EC2-019": { holds: mixed({ spot_allocation_strategy: "price-capacity-optimized" }), breaks: mixed({ spot_allocation_strategy: "lowest-price" }) },
    "EC2-020": { holds: group({ ...behind, instance_refresh: { preferences: { auto_rollback: true } } }), breaks: group(behind) },
    "EC2-021": { holds: { ...group(), aws_autoscaling_policy: { it: { autoscaling_group_name: "web" } } }, breaks: group() },
    "EC2-022": { holds: group({ enabled_metrics: ["GroupDesiredCapacity"] }), breaks: group() },
    "EC2-023": { holds: group({ default_instance_warmup: 60 }), breaks: group() },
    "EC2-024": { holds: [template({ vpc_security_group_ids: ["sg-1"] }), template({ network_interfaces: [{ security_groups: ["sg-1"] }] })], breaks: [template(), template({ network_interfaces: [{}] })] },
  });
});
