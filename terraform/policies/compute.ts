import { UNKNOWN, at, first, isUnknown, type DeclaredResource, type Value } from "../plan/resource.ts";
import type { Inventory } from "./inventory.ts";
import { all, each, isSet, mustBe, mustBeWithin, mustHave, mustNotBe, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";
import { secretIn } from "./secretPatterns.ts";

const TEMPLATE = "aws_launch_template";
const GROUP = "aws_autoscaling_group";
const overrides = (group: DeclaredResource) => at(group, "mixed_instances_policy.launch_template.override.instance_type").map(String);
const hasSpot = (group: DeclaredResource) => {
  const share = first(group, "mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity");
  return at(group, "mixed_instances_policy").length > 0 && share !== undefined && Number(share) < 100;
};
/** Families with a `g` after the generation are Graviton; those that begin with g, p or inf carry GPUs or accelerators. */
const isGraviton = (type: string) => /^[a-z]+\d+[a-z]*g[a-z]*\./.test(type) || /^a1\./.test(type);
const isAccelerated = (type: string) => /^(g|p|inf|trn|vt|f|dl)\d/.test(type);

function hasTargets(group: DeclaredResource, inventory: Inventory): boolean {
  return isSet(group, "target_group_arns") || isSet(group, "traffic_source") || inventory.attachedTo(group, "aws_autoscaling_attachment", "autoscaling_group_name").length > 0;
}

/** Text that instances start with, as it stands and decoded: it may be plain, base64, or an expression around either. */
function userDataOf(resource: DeclaredResource): string {
  const data = first(resource, "user_data") ?? first(resource, "user_data_base64");
  if (typeof data !== "string" || data === UNKNOWN) return "";
  return `${data}\n${Buffer.from(data, "base64").toString("utf8")}`;
}

/** Launch templates, instances, volumes and fleets. */
export const compute: readonly ResourcePolicy[] = [
  {
    id: "EC2-001",
    title: "Instance metadata needs a session token",
    reason: "Without IMDSv2 a forged request through the app reads the role's credentials.",
    fix: 'Set metadata_options.http_tokens = "required".',
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_79", "FSBP EC2.8", "FSBP EC2.170", "FSBP AutoScaling.3", "CIS 5.6"],
    applies: [TEMPLATE, "aws_instance", "aws_launch_configuration"],
    judge: mustBe("metadata_options.http_tokens", "required"),
  },
  {
    id: "EC2-002",
    title: "Instance metadata answers one hop only",
    reason: "A container behind a bridge could otherwise take the instance's credentials.",
    fix: "Set metadata_options.http_put_response_hop_limit = 1.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_341", "FSBP AutoScaling.4"],
    applies: [TEMPLATE, "aws_launch_configuration"],
    judge: mustBe("metadata_options.http_put_response_hop_limit", 1),
  },
  {
    id: "EC2-003",
    title: "Volumes are encrypted with a key of ours",
    reason: "Caches, logs and swap hold what passes through.",
    fix: "Set encrypted = true and kms_key_id on every block device.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_3", "CKV_AWS_8", "CKV_AWS_189", "FSBP EC2.3"],
    applies: [TEMPLATE, "aws_ebs_volume"],
    judge: (resource) => {
      const disks: Value[] = resource.type === TEMPLATE ? at(resource, "block_device_mappings.ebs") : [resource.values];
      if (disks.length === 0) return "declares no block device, so its image decides";
      return disks.every((disk) => String(first(disk, "encrypted")) === "true" && first(disk, "kms_key_id") !== undefined) ? undefined : "has a volume without encrypted = true and kms_key_id";
    },
  },
  {
    id: "EC2-004",
    title: "Volumes are gp3",
    reason: "A fifth cheaper than gp2, with speed that does not depend on size.",
    fix: 'Set volume_type = "gp3".',
    severity: "low",
    pillars: ["cost", "performance"],
    frameworks: ["Well-Architected COST 6"],
    applies: [TEMPLATE, "aws_ebs_volume"],
    judge: (resource) => {
      const types = resource.type === TEMPLATE ? at(resource, "block_device_mappings.ebs").map((disk) => first(disk, "volume_type")) : [first(resource, "type")];
      return types.every((type) => ["gp3", "io2", "st1", "sc1"].includes(String(type))) ? undefined : "has a volume that is not gp3";
    },
  },
  {
    id: "EC2-005",
    title: "Instances have no public address",
    reason: "Everything comes through the load balancer.",
    fix: "Set associate_public_ip_address = false on the network interface.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_88", "FSBP EC2.9", "FSBP EC2.25", "FSBP AutoScaling.5"],
    applies: [TEMPLATE, "aws_instance", "aws_launch_configuration"],
    judge: all(mustNotBe("associate_public_ip_address", true), mustNotBe("network_interfaces.associate_public_ip_address", true)),
  },
  {
    id: "EC2-006",
    title: "Instances have no SSH key",
    reason: "Keys are shared and never rotated; Session Manager knows who came and what they typed.",
    fix: "Leave key_name out.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 6"],
    applies: [TEMPLATE, "aws_instance", "aws_key_pair"],
    judge: (resource) => (resource.type === "aws_key_pair" ? "is an SSH key" : first(resource, "key_name") !== undefined && first(resource, "key_name") !== UNKNOWN ? "has a key_name" : undefined),
  },
  {
    id: "EC2-007",
    title: "Instances are measured every minute",
    reason: "At five minutes scaling reacts when shoppers have left.",
    fix: "Set monitoring.enabled = true.",
    severity: "low",
    pillars: ["operations", "performance"],
    frameworks: ["CKV_AWS_126"],
    applies: [TEMPLATE],
    judge: mustBe("monitoring.enabled", true),
  },
  {
    id: "EC2-008",
    title: "Instances have their own path to volumes",
    reason: "Otherwise disk and network share one.",
    fix: "Set ebs_optimized = true.",
    severity: "low",
    pillars: ["performance"],
    frameworks: ["CKV_AWS_135"],
    applies: [TEMPLATE, "aws_instance"],
    judge: mustBe("ebs_optimized", true),
  },
  {
    id: "EC2-009",
    title: "User data holds no secret",
    reason: "Everybody who may describe instances reads it.",
    fix: "Fetch secrets at boot from Parameter Store or Secrets Manager.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_46"],
    applies: [TEMPLATE, "aws_instance", "aws_launch_configuration"],
    judge: (resource) => {
      const secret = secretIn(userDataOf(resource));
      return secret && `its user data holds ${secret}`;
    },
  },
  {
    id: "EC2-010",
    title: "Instances and volumes carry tags",
    reason: "default_tags don't reach what a fleet starts: its cost would belong to nobody.",
    fix: "Add tag_specifications for instance and volume.",
    severity: "low",
    pillars: ["cost", "operations"],
    frameworks: ["FSBP EC2.33", "Well-Architected COST 3"],
    applies: [TEMPLATE],
    judge: (template) => {
      const missing = ["instance", "volume"].filter((type) => !at(template, "tag_specifications.resource_type").includes(type));
      return missing.length > 0 ? `has no tag_specifications for ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "EC2-011",
    title: "Instances have a role",
    reason: "Without one, credentials end up on the disk.",
    fix: "Set iam_instance_profile.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_41"],
    applies: [TEMPLATE, "aws_instance"],
    judge: (resource) => (at(resource, "iam_instance_profile").length > 0 ? undefined : "has no iam_instance_profile"),
  },
  {
    id: "EC2-012",
    title: "Instances run on Graviton",
    reason: "A fifth cheaper and up to 60 % less energy for the same work.",
    fix: "Choose a type such as m7g; GPU types are not asked.",
    severity: "low",
    pillars: ["cost", "sustainability"],
    frameworks: ["Well-Architected SUS 5"],
    applies: [TEMPLATE, GROUP, "aws_instance"],
    judge: (resource) => {
      const types = [...at(resource, "instance_type").map(String), ...overrides(resource)].filter((type) => !type.includes("${"));
      const wrong = types.find((type) => !isGraviton(type) && !isAccelerated(type));
      return wrong && `starts ${wrong}`;
    },
  },
  {
    id: "EC2-013",
    title: "Fleets span zones",
    reason: "A zone fails as a whole, and Spot runs out zone by zone.",
    fix: "Give subnets of all zones in vpc_zone_identifier.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["FSBP AutoScaling.2"],
    applies: [GROUP],
    judge: (group) => {
      const subnets = [...at(group, "vpc_zone_identifier"), ...at(group, "availability_zones")];
      return subnets.some(isUnknown) || subnets.length >= 2 ? undefined : `has ${subnets.length} subnets`;
    },
  },
  {
    id: "EC2-014",
    title: "Fleets behind a load balancer believe its health checks",
    reason: "An instance whose app hangs looks healthy to EC2.",
    fix: 'Set health_check_type = "ELB" and a grace period.',
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["FSBP AutoScaling.1"],
    applies: [GROUP],
    judge: where(hasTargets, all(mustBe("health_check_type", "ELB"), mustSet("health_check_grace_period"))),
  },
  {
    id: "EC2-015",
    title: "Fleets tag what they start",
    reason: "The provider's default tags stop at the group.",
    fix: "Add tag blocks from stack.tags with propagate_at_launch = true.",
    severity: "low",
    pillars: ["cost", "operations"],
    frameworks: ["CKV_AWS_153", "FSBP AutoScaling.10"],
    applies: [GROUP],
    judge: (group) => {
      const missing = ["Project", "Environment", "CostCentre"].filter((key) => !at(group, "tag").some((tag) => first(tag, "key") === key && first(tag, "propagate_at_launch") === true));
      return missing.length > 0 ? `does not propagate ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "EC2-016",
    title: "Fleets use launch templates",
    reason: "Launch configurations are retired and know neither IMDSv2 limits nor mixed types.",
    fix: "Use launch_template or mixed_instances_policy.",
    severity: "medium",
    pillars: ["operations"],
    frameworks: ["CKV_AWS_315", "FSBP AutoScaling.9"],
    applies: [GROUP],
    judge: (group) => (at(group, "launch_template").length > 0 || at(group, "mixed_instances_policy.launch_template").length > 0 ? undefined : "uses no launch template"),
  },
  {
    id: "EC2-017",
    title: "Fleets accept several instance types",
    reason: "One type runs out, on Spot first.",
    fix: "Add overrides in mixed_instances_policy.",
    severity: "medium",
    pillars: ["reliability", "cost"],
    frameworks: ["FSBP AutoScaling.6"],
    applies: [GROUP],
    judge: (group) => {
      const requirements = at(group, "mixed_instances_policy.launch_template.override.instance_requirements").length;
      return new Set(overrides(group)).size >= 2 || requirements > 0 ? undefined : `accepts ${overrides(group).length || 1} type`;
    },
  },
  {
    id: "EC2-018",
    title: "Spot instances are replaced before they are taken",
    reason: "AWS's rebalance notice comes minutes before the two-minute one.",
    fix: "Set capacity_rebalance = true.",
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 11"],
    applies: [GROUP],
    judge: where(hasSpot, mustBe("capacity_rebalance", true)),
  },
  {
    id: "EC2-019",
    title: "Spot capacity is chosen where it lasts",
    reason: "lowest-price takes from the pools that are interrupted most.",
    fix: 'Set spot_allocation_strategy = "price-capacity-optimized".',
    severity: "low",
    pillars: ["reliability", "cost"],
    frameworks: ["Well-Architected COST 7"],
    applies: [GROUP],
    judge: where(hasSpot, mustBe("mixed_instances_policy.instances_distribution.spot_allocation_strategy", "price-capacity-optimized", "capacity-optimized", "capacity-optimized-prioritized")),
  },
  {
    id: "EC2-020",
    title: "Releases roll, and roll back",
    reason: "A bad release otherwise replaces every instance.",
    fix: "Add instance_refresh with preferences.auto_rollback = true.",
    severity: "medium",
    pillars: ["operations", "reliability"],
    frameworks: ["Well-Architected OPS 6", "Well-Architected REL 8"],
    applies: [GROUP],
    judge: where(hasTargets, mustBe("instance_refresh.preferences.auto_rollback", true)),
  },
  {
    id: "EC2-021",
    title: "Fleets scale by themselves",
    reason: "A fixed fleet is too small on the day of the sale and too large on all others.",
    fix: "Declare an aws_autoscaling_policy for the group.",
    severity: "medium",
    pillars: ["cost", "performance", "reliability"],
    frameworks: ["Well-Architected REL 7", "Well-Architected COST 9"],
    applies: [GROUP],
    judge: mustHave("aws_autoscaling_policy", "autoscaling_group_name"),
  },
  {
    id: "EC2-022",
    title: "Fleets report their size",
    reason: "Without group metrics nobody sees that a fleet can't grow.",
    fix: "Set enabled_metrics.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 8"],
    applies: [GROUP],
    judge: mustSet("enabled_metrics"),
  },
  {
    id: "EC2-023",
    title: "New instances don't count before they are warm",
    reason: "Scaling otherwise reads a booting instance's idle CPU and overshoots.",
    fix: "Set default_instance_warmup.",
    severity: "low",
    pillars: ["performance", "cost"],
    frameworks: ["Well-Architected PERF 2"],
    applies: [GROUP],
    judge: mustBeWithin("default_instance_warmup", { least: 1, most: 900 }),
  },
  {
    id: "EC2-024",
    title: "Launch templates name their security groups",
    reason: "What names none gets the VPC's default group.",
    fix: "Give each network interface security groups, or set vpc_security_group_ids.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["FSBP EC2.2"],
    applies: [TEMPLATE],
    judge: (template, inventory) =>
      isSet(template, "vpc_security_group_ids")
        ? undefined
        : at(template, "network_interfaces").length === 0
          ? "has no security group"
          : each("network_interfaces", (card) => (at(card, "security_groups").length > 0 ? undefined : "has a network interface without a security group"))(template, inventory),
  },
];
