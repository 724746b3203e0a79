import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Environment } from "../../config/environment.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Who talks in this network. */
export type GroupName =
  | "load-balancer" | "health-check" | "app" | "render" | "functions" | "migration" | "proxy" | "database" | "rotation" | "endpoints" | "cache" | "warehouse";

export type SecurityGroups = ReadonlyMap<GroupName, SecurityGroup>;

const DESCRIPTIONS: Record<GroupName, string> = {
  "load-balancer": "Load balancer of the shop: reached by CloudFront alone",
  "health-check": "Second group of the load balancer: admits the health checkers of Route 53",
  app: "Instances that run the shop",
  render: "GPU instances that make models",
  functions: "Lambda functions that use the database",
  migration: "Function that migrates the database",
  proxy: "RDS Proxy in front of Aurora",
  database: "Aurora PostgreSQL",
  rotation: "Function that changes the passwords of database users",
  endpoints: "Interface endpoints of AWS services",
  cache: "Valkey",
  warehouse: "Redshift Serverless",
};

/** A conversation between two groups: makes the rule out of one and the rule into the other. */
interface Flow {
  from: GroupName;
  to: GroupName;
  /** One port, or the first and the last. */
  ports: number | readonly [number, number];
  why: string;
}

const FLOWS: readonly Flow[] = [
  { from: "load-balancer", to: "app", ports: 3443, why: "Pages, data and health checks of the shop" },
  { from: "app", to: "proxy", ports: 5432, why: "Orders, stock and search through RDS Proxy" },
  { from: "functions", to: "proxy", ports: 5432, why: "What functions read and write of orders and mails" },
  { from: "proxy", to: "database", ports: 5432, why: "RDS Proxy to Aurora" },
  { from: "migration", to: "database", ports: 5432, why: "Migrations, past the proxy: their lock belongs to a session" },
  { from: "migration", to: "endpoints", ports: 443, why: "Secrets Manager within the network" },
  { from: "rotation", to: "database", ports: 5432, why: "Changed passwords of database users" },
  { from: "rotation", to: "endpoints", ports: 443, why: "Secrets Manager within the network" },
  // Serverless Valkey: 6379 writes and reads, 6380 reads from the nearest zone.
  { from: "app", to: "cache", ports: [6379, 6380], why: "Cache of the shop" },
  { from: "app", to: "endpoints", ports: 443, why: "AWS services within the network" },
  { from: "render", to: "endpoints", ports: 443, why: "AWS services within the network" },
];

/** The groups of an environment: those of options that are off do not exist. */
export function groupsOf({ network, options }: Environment): GroupName[] {
  const optional: [GroupName, boolean][] = [
    ["endpoints", network.interfaceEndpoints],
    ["cache", options.valkey !== undefined],
    ["warehouse", options.warehouse !== undefined],
  ];
  const off = optional.filter(([, on]) => !on).map(([name]) => name);
  return (Object.keys(DESCRIPTIONS) as GroupName[]).filter((name) => !off.includes(name));
}

/** All security groups of the region, and the rules by which they name each other. */
export function makeSecurityGroups(stack: EnvironmentStack, vpc: Vpc): SecurityGroups {
  const groups: SecurityGroups = new Map(
    groupsOf(stack.environment).map((name) => [
      name,
      new SecurityGroup(stack, ruleId(name), {
        name: stack.names.of(name),
        description: DESCRIPTIONS[name],
        vpcId: vpc.id,
        revokeRulesOnDelete: true,
        tags: { Name: stack.names.of(name) },
      }),
    ]),
  );
  for (const { from, to, ports, why } of FLOWS) {
    const [source, target] = [groups.get(from), groups.get(to)];
    if (!source || !target) continue;
    const [fromPort, toPort] = typeof ports === "number" ? [ports, ports] : ports;
    const rule = { ipProtocol: "tcp", fromPort, toPort, description: why };
    new VpcSecurityGroupEgressRule(stack, `${ruleId(from)}_to_${ruleId(to)}`, {
      ...rule,
      securityGroupId: source.id,
      referencedSecurityGroupId: target.id,
      tags: { Name: `${from} to ${to}` },
    });
    new VpcSecurityGroupIngressRule(stack, `${ruleId(to)}_from_${ruleId(from)}`, {
      ...rule,
      securityGroupId: target.id,
      referencedSecurityGroupId: source.id,
      tags: { Name: `${to} from ${from}` },
    });
  }
  return groups;
}

/** A group's name as part of a Terraform address. */
export function ruleId(name: GroupName): string {
  return name.replaceAll("-", "_");
}
