import { at, first, isUnknown, type DeclaredResource, type Value } from "../plan/resource.ts";
import { isEveryone, narrowsCaller, statementsAt } from "./documents.ts";
import type { Inventory } from "./inventory.ts";
import { all, isSet, mustBe, mustHave, mustNotBe, mustSet, where } from "./judges.ts";
import { rulesOf, type NetworkRule } from "./networkRules.ts";
import type { ResourcePolicy } from "./policy.ts";

const RULES = ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_default_security_group"] as const;
/** Remote administration, and stores that have no business with the Internet. */
const ADMIN_PORTS = [22, 3389, 5985, 5986];
const STORE_PORTS = [1433, 1521, 3306, 5432, 5439, 6379, 9200, 11211, 27017];

const isOpen = ({ from }: NetworkRule) => from.some((range) => range === "0.0.0.0/0" || range === "::/0" || /\/[0-7]$/.test(range));
const reaches = (rule: NetworkRule, ports: readonly number[]) => rule.allPorts || ports.some((port) => rule.fromPort <= port && port <= rule.toPort);

const noRule =
  (broken: (rule: NetworkRule) => boolean, what: string) =>
  (resource: DeclaredResource): string | undefined => {
    const found = rulesOf(resource).find(broken);
    return found && `${found.allPorts ? "all ports" : `port ${found.fromPort}${found.toPort === found.fromPort ? "" : `–${found.toPort}`}`} ${what} ${found.from.join(", ")}`;
  };

const inVpc = (vpc: DeclaredResource, inventory: Inventory, type: string) => inventory.attachedTo(vpc, type, "vpc_id", "id");
const service = (endpoint: DeclaredResource) => String(first(endpoint, "service_name") ?? "").split(".").slice(3).join(".");
const isInterface = (endpoint: DeclaredResource) => first(endpoint, "vpc_endpoint_type") === "Interface";

/** What instances call all the time: over the NAT gateway it costs per gigabyte and leaves the network. */
const INTERFACES = ["ssm", "ssmmessages", "logs", "kms", "sqs", "secretsmanager", "sts"];

/** Networks. */
export const network: readonly ResourcePolicy[] = [
  {
    id: "NET-001",
    title: "The default security group is closed",
    reason: "What names no group gets this one.",
    fix: "Adopt it with an aws_default_security_group without rules.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_12", "FSBP EC2.2", "CIS 5.4"],
    applies: ["aws_vpc"],
    judge: (vpc, inventory) => {
      const [group] = inVpc(vpc, inventory, "aws_default_security_group");
      if (!group) return "no aws_default_security_group adopts its default group";
      return rulesOf(group).length === 0 ? undefined : "its default group has rules";
    },
  },
  {
    id: "NET-002",
    title: "Remote administration is closed to the Internet",
    reason: "SSH and RDP in the open are tried thousands of times a day.",
    fix: "Remove the rule: administrators come by Session Manager.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_24", "CKV_AWS_25", "FSBP EC2.13", "FSBP EC2.14", "FSBP EC2.53", "FSBP EC2.54", "CIS 5.2", "CIS 5.3"],
    applies: [...RULES],
    judge: noRule((rule) => rule.direction === "ingress" && isOpen(rule) && reaches(rule, ADMIN_PORTS), "open to"),
  },
  {
    id: "NET-003",
    title: "Stores are closed to the Internet",
    reason: "A database on the Internet is found within hours.",
    fix: "Let in the security groups of those who use it.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["FSBP EC2.19"],
    applies: [...RULES],
    judge: noRule((rule) => rule.direction === "ingress" && isOpen(rule) && reaches(rule, STORE_PORTS), "open to"),
  },
  {
    id: "NET-004",
    title: "Nothing is open to the whole Internet",
    reason: "All that shoppers reach goes through CloudFront and its firewall; an open port goes around them.",
    fix: "Name a security group or CloudFront's prefix list instead of 0.0.0.0/0.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_260", "FSBP EC2.18"],
    applies: [...RULES],
    judge: noRule((rule) => rule.direction === "ingress" && isOpen(rule), "open to"),
  },
  {
    id: "NET-005",
    title: "Security groups name groups, not address ranges",
    reason: "Whatever is started in the range gets in; a group says who.",
    fix: "Set referenced_security_group_id; across regions, where groups can't be named, except the rule.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 5"],
    applies: [...RULES],
    judge: noRule((rule) => rule.direction === "ingress" && !isOpen(rule) && rule.from.some((range) => /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(range) && !range.endsWith("/32")), "let in"),
  },
  {
    id: "NET-006",
    title: "Ingress names its ports",
    reason: "All ports hold those that nobody thought of.",
    fix: "Set from_port and to_port to what the service listens on.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_277", "FSBP EC2.18"],
    applies: [...RULES],
    judge: noRule((rule) => rule.direction === "ingress" && rule.allPorts, "let in from"),
  },
  {
    id: "NET-007",
    title: "Nothing may connect to everywhere on every port",
    reason: "An intruder's first step is to call home.",
    fix: "Allow 443 to the Internet and the groups of the stores.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_382"],
    applies: [...RULES],
    judge: noRule((rule) => rule.direction === "egress" && rule.allPorts && isOpen(rule), "may connect to"),
  },
  {
    id: "NET-008",
    title: "Security groups and their rules say what for",
    reason: "A rule that nobody can explain is never removed.",
    fix: "Set description on the group and on each rule.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["CKV_AWS_23"],
    applies: ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
    judge: all(mustSet("description"), mustNotBe("description", "Managed by Terraform")),
  },
  {
    id: "NET-009",
    title: "Networks log their flows",
    reason: "After an incident the flows say who talked to whom.",
    fix: "Declare an aws_flow_log for the VPC with traffic_type ALL.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_11", "FSBP EC2.6", "CIS 3.7"],
    applies: ["aws_vpc"],
    judge: (vpc, inventory) => {
      const [log] = inVpc(vpc, inventory, "aws_flow_log");
      return log ? mustBe("traffic_type", "ALL", "REJECT")(log, inventory) : "no aws_flow_log names it";
    },
  },
  {
    id: "NET-010",
    title: "Subnets give no public addresses",
    reason: "An instance that lands in one by mistake is on the Internet.",
    fix: "Set map_public_ip_on_launch = false.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_130", "FSBP EC2.15"],
    applies: ["aws_subnet"],
    judge: mustNotBe("map_public_ip_on_launch", true),
  },
  {
    id: "NET-011",
    title: "Network lists keep remote administration out",
    reason: "The second line where a security group is opened by mistake.",
    fix: "Deny, or don't allow, ports 22 and 3389 from 0.0.0.0/0.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_231", "CKV_AWS_232", "FSBP EC2.21", "CIS 5.1"],
    applies: ["aws_network_acl", "aws_network_acl_rule", "aws_default_network_acl", "aws_vpc"],
    judge: (resource) => {
      const blocks: Value[] = resource.type === "aws_network_acl_rule" ? (first(resource, "egress") === true ? [] : [resource.values]) : at(resource, "ingress");
      const denied = new Set(blocks.filter((block) => /deny/i.test(String(first(block, "action") ?? first(block, "rule_action")))).map((block) => Number(first(block, "from_port"))));
      const open = blocks.find((block) => {
        const [from, to] = [Number(first(block, "from_port") ?? 0), Number(first(block, "to_port") ?? 0)];
        const all = String(first(block, "protocol")) === "-1";
        return (
          /allow/i.test(String(first(block, "action") ?? first(block, "rule_action"))) &&
          ["0.0.0.0/0", "::/0"].includes(String(first(block, "cidr_block") ?? first(block, "ipv6_cidr_block"))) &&
          [22, 3389].some((port) => (all || (from <= port && port <= to)) && !denied.has(port))
        );
      });
      return open === undefined ? undefined : "lets 22 or 3389 in from anywhere";
    },
  },
  {
    id: "NET-012",
    title: "S3 and DynamoDB are reached without the NAT gateway",
    reason: "Gateway endpoints are free of charge; through the NAT gateway each gigabyte costs, and leaves the network.",
    fix: "Declare aws_vpc_endpoint of type Gateway for s3 and dynamodb.",
    severity: "medium",
    pillars: ["cost", "security", "performance"],
    frameworks: ["FSBP EC2.10", "Well-Architected COST 8"],
    applies: ["aws_vpc"],
    judge: (vpc, inventory) => {
      const services = inVpc(vpc, inventory, "aws_vpc_endpoint").filter((endpoint) => !isInterface(endpoint)).map(service);
      const missing = ["s3", "dynamodb"].filter((name) => !services.includes(name));
      return missing.length > 0 ? `has no gateway endpoint for ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "NET-013",
    title: "AWS's interfaces are reached within the network",
    reason: "Secrets, keys and logs then never cross a NAT gateway, and work without one.",
    fix: "Turn interfaceEndpoints on.",
    severity: "low",
    pillars: ["security", "cost"],
    frameworks: ["FSBP EC2.10", "FSBP EC2.57", "Well-Architected SEC 5"],
    waivedIn: ["dev", "staging"],
    applies: ["aws_vpc"],
    judge: (vpc, inventory) => {
      const services = inVpc(vpc, inventory, "aws_vpc_endpoint").filter(isInterface).map(service);
      const missing = INTERFACES.filter((name) => !services.includes(name));
      return missing.length > 0 ? `has no interface endpoint for ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "NET-014",
    title: "Endpoints serve this account only",
    reason: "Without a policy an endpoint carries our data to anybody's bucket with anybody's credentials.",
    fix: "Set a policy with aws:PrincipalAccount or aws:ResourceAccount; except what must fetch from AWS's own buckets.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: ["aws_vpc_endpoint"],
    judge: (endpoint) => {
      const statements = statementsAt(endpoint, "policy");
      if (statements.length === 0) return isUnknown(first(endpoint, "policy")) && endpoint.references.policy?.length ? undefined : "has no policy of its own";
      const open = statements.find((statement) => statement.effect === "Allow" && statement.principals.some(isEveryone) && !narrowsCaller(statement) && statement.resources.includes("*"));
      return open && "its policy lets everyone through to everything";
    },
  },
  {
    id: "NET-015",
    title: "Interface endpoints answer to the services' own names",
    reason: "Without private DNS nothing uses them, and they cost all the same.",
    fix: "Set private_dns_enabled = true.",
    severity: "medium",
    pillars: ["cost", "security"],
    frameworks: ["Well-Architected COST 8"],
    applies: ["aws_vpc_endpoint"],
    judge: where(isInterface, mustBe("private_dns_enabled", true)),
  },
  {
    id: "NET-016",
    title: "Every zone has its own NAT gateway",
    reason: "With one, the loss of its zone takes the Internet from all of them.",
    fix: 'Set natGateways: "one-per-zone".',
    severity: "medium",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 10"],
    waivedIn: ["dev", "staging"],
    applies: ["aws_vpc"],
    judge: (vpc, inventory) => {
      const subnets = inVpc(vpc, inventory, "aws_subnet");
      const zones = new Set(subnets.map((subnet) => String(first(subnet, "availability_zone"))));
      const gateways = inventory.ofType("aws_nat_gateway").filter(({ stack }) => stack === vpc.stack);
      return gateways.length > 0 && gateways.length < zones.size ? `has ${gateways.length} NAT gateways for ${zones.size} zones` : undefined;
    },
  },
  {
    id: "NET-017",
    title: "Networks span zones",
    reason: "A zone fails as a whole.",
    fix: "Declare subnets in at least two zones, three in prod.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 10"],
    applies: ["aws_vpc"],
    judge: (vpc, inventory) => {
      const subnets = inVpc(vpc, inventory, "aws_subnet");
      const zones = new Set(subnets.map((subnet) => String(first(subnet, "availability_zone"))));
      const least = vpc.stack.startsWith("prod-") ? 3 : 2;
      return zones.size < least ? `has subnets in ${zones.size} zones; at least ${least} are asked` : undefined;
    },
  },
  {
    id: "NET-018",
    title: "Names resolve within the network",
    reason: "Private names of endpoints and databases need both settings.",
    fix: "Set enable_dns_support and enable_dns_hostnames.",
    severity: "medium",
    pillars: ["operations"],
    frameworks: ["Well-Architected REL 2"],
    applies: ["aws_vpc"],
    judge: all(mustNotBe("enable_dns_support", false), mustBe("enable_dns_hostnames", true)),
  },
  {
    id: "NET-019",
    title: "Elastic addresses are used",
    reason: "One that belongs to nothing is billed by the hour.",
    fix: "Give it to a NAT gateway, or delete it.",
    severity: "low",
    pillars: ["cost"],
    frameworks: ["CKV2_AWS_19", "FSBP EC2.12"],
    applies: ["aws_eip"],
    judge: (eip, inventory) => {
      const used = isSet(eip, "instance") || inventory.attachedTo(eip, "aws_nat_gateway", "allocation_id", "id").length > 0 || inventory.attachedTo(eip, "aws_eip_association", "allocation_id", "id").length > 0;
      return used ? undefined : "nothing uses it";
    },
  },
  {
    id: "NET-020",
    title: "Security group rules are resources of their own",
    reason: "Inline rules replace each other as one block: the plan shows all of them for a change of one.",
    fix: "Use aws_vpc_security_group_ingress_rule and _egress_rule.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 6"],
    applies: ["aws_security_group"],
    judge: (group) => (["ingress", "egress"].some((block) => at(group, block).some((rule) => !isUnknown(rule))) ? "has inline rules" : undefined),
  },
  {
    id: "NET-022",
    title: "Routes over a peering name the other network",
    reason: "A route for all addresses sends everything to the other side.",
    fix: "Set destination_cidr_block to the peer's range.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_44"],
    applies: ["aws_route"],
    judge: where((route) => isSet(route, "vpc_peering_connection_id"), mustNotBe("destination_cidr_block", "0.0.0.0/0")),
  },
  {
    id: "NET-021",
    title: "Network lists belong to subnets",
    reason: "A list without a subnet protects nothing.",
    fix: "Set subnet_ids.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["CKV2_AWS_1", "FSBP EC2.16"],
    applies: ["aws_network_acl"],
    judge: (list, inventory) => mustSet("subnet_ids")(list, inventory) && mustHave("aws_network_acl_association", "network_acl_id", "id")(list, inventory),
  },
];
