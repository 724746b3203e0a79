import { DbProxy } from "@cdktf/provider-aws/lib/db-proxy";
import { DbProxyDefaultTargetGroup } from "@cdktf/provider-aws/lib/db-proxy-default-target-group";
import { DbProxyEndpoint } from "@cdktf/provider-aws/lib/db-proxy-endpoint";
import { DbProxyTarget } from "@cdktf/provider-aws/lib/db-proxy-target";
import type { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, Token } from "../../cdktf.ts";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import { except } from "../../constructs/exception.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { Database } from "./database.ts";
import type { DatabaseUser } from "./databaseSecrets.ts";

/** Where the app of a region connects: by TLS and with an IAM token in place of a password. */
export interface Proxy {
  /** Host name for writes; of use in the primary region alone, as the secondary has no writer. */
  writer: string;
  /** Host name for reads: readers where there are any, else the writer. */
  reader: string;
  /** `prx-…`, as the app's permission to connect names it. */
  resourceId: string;
}

export interface ProxyProps {
  region: Region;
  database: Database;
  user: DatabaseUser;
  /** What must be written before the proxy can log in. */
  passwords: readonly SecretsmanagerSecretVersion[];
}

/**
 * Declares a region's RDS Proxy: it holds the connections that a fleet growing and shrinking would make and drop, and
 * keeps them over a fail-over.
 */
export function declareProxy(stack: EnvironmentStack, { region, database, user, passwords }: ProxyProps): Proxy {
  const { names } = stack;
  const code = REGION_CODE[region];
  const provider = stack.provider(region);
  const name = names.of("shop");
  const logs = logGroup(stack, `proxy_${code}_log`, `/aws/rds/proxy/${name}`, { provider, keyArn: lookup(stack, "security", "logs-key-arn", region) });
  const role = proxyRole(stack, region);
  const network = {
    vpcSubnetIds: lookupList(stack, "network", "data-subnet-ids", region),
    vpcSecurityGroupIds: [lookup(stack, "network", "proxy-security-group-id", region)],
  };
  const proxy = new DbProxy(stack, `shop_${code}_proxy`, {
    provider,
    name,
    engineFamily: "POSTGRESQL",
    requireTls: true,
    // It would log statements with what shoppers wrote in them.
    debugLogging: false,
    idleClientTimeout: 1800,
    roleArn: role.arn,
    ...network,
    auth: [{ authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn: user.secretArn(region), description: `Logs in as ${user.username}` }],
    dependsOn: [role.policy, ...passwords, logs],
  });
  proxy.overrideLogicalId(`shop_${code}`);
  const targets = new DbProxyDefaultTargetGroup(stack, `shop_${code}_proxy_targets`, {
    provider,
    dbProxyName: proxy.name,
    connectionPoolConfig: {
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 30,
      connectionBorrowTimeout: 10,
    },
  });
  targets.overrideLogicalId(`shop_${code}`);
  new DbProxyTarget(stack, `shop_${code}_proxy_target`, {
    provider,
    dbProxyName: proxy.name,
    targetGroupName: targets.name,
    dbClusterIdentifier: database.cluster.clusterIdentifier,
    dependsOn: database.instances,
  }).overrideLogicalId(`shop_${code}`);

  return { writer: proxy.endpoint, reader: readerEndpoint() ?? proxy.endpoint, resourceId: lastPart(proxy.arn) };

  /** A proxy without a reader behind it answers nothing at such an endpoint. */
  function readerEndpoint(): string | undefined {
    const readers = region === stack.region ? database.instances.length - 1 : database.instances.length;
    if (readers === 0) return undefined;
    const endpoint = new DbProxyEndpoint(stack, `shop_${code}_readers`, {
      provider,
      dbProxyName: proxy.name,
      dbProxyEndpointName: names.of("shop-readers"),
      targetRole: "READ_ONLY",
      ...network,
    });
    return endpoint.endpoint;
  }
}

function lastPart(arn: string): string {
  return Token.asString(Fn.element(Fn.split(":", arn), 6));
}

/** Reads the app user's secret in its own region, and nothing else. */
function proxyRole(stack: EnvironmentStack, region: Region): Role {
  const { names } = stack;
  const role = new Role(stack, `proxy_${REGION_CODE[region]}`, stack, {
    name: names.regional(region, "proxy"),
    description: `RDS Proxy in ${region}`,
    trust: policyDocument({ Sid: "TrustRds", Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" }),
    statements: [
      {
        Sid: "ReadAppUserPassword",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        // Secrets Manager ends the name with six characters of its own.
        Resource: names.arn("secretsmanager", region, `secret:${names.of("database-app")}-??????`),
      },
      {
        Sid: "DecryptSecrets",
        Action: "kms:Decrypt",
        Resource: names.arn("kms", region, "key/*"),
        Condition: {
          StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("data")] },
        },
      },
    ],
  });
  except(role.role, {
    policy: "IAM-014",
    reason: "RDS does not document that a proxy states a source account when it takes on its role; refused, no page could reach the database. Only this account's principals can pass the role to RDS.",
  });
  return role;
}
