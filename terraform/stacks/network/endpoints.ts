import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { policyDocument, type Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { RouteTables } from "./routes.ts";
import type { SecurityGroups } from "./securityGroups.ts";
import type { ZoneSubnets } from "./vpc.ts";

/**
 * What the instances call all day, and what Session Manager needs: worth an endpoint where the environment has them. The
 * render fleet has no other way out: a service that its boot script calls and that is missing here keeps it from starting.
 */
const INTERFACE_SERVICES = [
  "autoscaling", "ec2", "ec2messages", "events", "kms", "logs", "monitoring", "secretsmanager", "sqs", "ssm", "ssmmessages", "sts", "xray",
];

/**
 * Ways to AWS services that don't lead over the internet. The gateways are free; the interfaces are an option. Their
 * policies let this account's identities reach this account's resources: data can't be carried to another account
 * through them, whatever credentials a thief brings.
 */
export function makeEndpoints(stack: EnvironmentStack, vpc: Vpc, zones: readonly ZoneSubnets[], routes: RouteTables, groups: SecurityGroups): void {
  const routeTableIds = [...routes.private.map(({ table }) => table.id), routes.data.id];
  const gateway = (id: string, ...more: Statement[]) =>
    new VpcEndpoint(stack, id, {
      vpcId: vpc.id,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${stack.region}.${id}`,
      routeTableIds,
      policy: policyDocument(withinAccount(stack), ...more),
      tags: { Name: stack.names.of(id) },
    });
  gateway("s3", systemPackages(stack));
  gateway("dynamodb");

  const group = groups.get("endpoints");
  if (!group) return;
  for (const service of INTERFACE_SERVICES) {
    new VpcEndpoint(stack, service, {
      vpcId: vpc.id,
      vpcEndpointType: "Interface",
      serviceName: `com.amazonaws.${stack.region}.${service}`,
      subnetIds: zones.map((subnets) => subnets.private.id),
      securityGroupIds: [group.id],
      privateDnsEnabled: true,
      policy: policyDocument(withinAccount(stack)),
      tags: { Name: stack.names.of(service) },
    });
  }
}

function withinAccount(stack: EnvironmentStack): Statement {
  const { accountId } = stack.environment;
  return {
    Sid: "ThisAccountsIdentitiesAndResources",
    Principal: { AWS: "*" },
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
  };
}

/** Amazon Linux installs and mends itself from these buckets, without credentials. */
function systemPackages(stack: EnvironmentStack): Statement {
  return {
    Sid: "AmazonLinuxPackages",
    Principal: { AWS: "*" },
    Action: "s3:GetObject",
    Resource: [
      `arn:aws:s3:::al2023-repos-${stack.region}-de612dc2/*`,
      `arn:aws:s3:::amazonlinux-2-repos-${stack.region}/*`,
      `arn:aws:s3:::amazon-ssm-${stack.region}/*`,
      `arn:aws:s3:::amazon-ssm-packages-${stack.region}/*`,
    ],
  };
}
