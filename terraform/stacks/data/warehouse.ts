import { RdsIntegration } from "@cdktf/provider-aws/lib/rds-integration";
import { RedshiftResourcePolicy } from "@cdktf/provider-aws/lib/redshift-resource-policy";
import { RedshiftserverlessNamespace } from "@cdktf/provider-aws/lib/redshiftserverless-namespace";
import { RedshiftserverlessUsageLimit } from "@cdktf/provider-aws/lib/redshiftserverless-usage-limit";
import { RedshiftserverlessWorkgroup } from "@cdktf/provider-aws/lib/redshiftserverless-workgroup";
import type { Options } from "../../config/environment.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { Database } from "./database.ts";
import { DATABASE_NAME } from "./databaseSecrets.ts";
import { integrationContext, type DataKeys } from "./keys.ts";

/** What is copied to the warehouse. Orders are not: they hold names and addresses, and columns can't be left out. */
const COPIED_TABLES = ["order_lines", "stock", "payment_attempts"];

const LOGS = ["userlog", "connectionlog", "useractivitylog"];

/** Declares Redshift Serverless in the primary region and the integration that keeps it seconds behind Aurora. */
export function declareWarehouse(stack: EnvironmentStack, keys: DataKeys, source: Database, { baseCapacityRpu, maxCapacityRpu }: NonNullable<Options["warehouse"]>): void {
  const { names, region } = stack;
  const name = names.of("warehouse");
  const kmsKeyId = keys.arn(region);
  const logs = LOGS.map((log) => logGroup(stack, `warehouse_${log}`, `/aws/redshift/${name}/${log}`));
  const namespace = new RedshiftserverlessNamespace(stack, "warehouse", {
    namespaceName: name,
    dbName: DATABASE_NAME,
    adminUsername: "warehouse_admin",
    manageAdminPassword: true,
    adminPasswordSecretKmsKeyId: kmsKeyId,
    kmsKeyId,
    logExports: LOGS,
    dependsOn: logs,
    lifecycle: stack.environment.deletionProtection ? { preventDestroy: true } : undefined,
  });
  const workgroup = new RedshiftserverlessWorkgroup(stack, "warehouse_workgroup", {
    namespaceName: namespace.namespaceName,
    workgroupName: name,
    baseCapacity: baseCapacityRpu,
    maxCapacity: maxCapacityRpu,
    enhancedVpcRouting: true,
    publiclyAccessible: false,
    subnetIds: lookupList(stack, "network", "data-subnet-ids"),
    securityGroupIds: [lookup(stack, "network", "warehouse-security-group-id")],
    configParameter: [
      { parameterKey: "require_ssl", parameterValue: "true" },
      { parameterKey: "enable_user_activity_logging", parameterValue: "true" },
      // Zero-ETL demands it.
      { parameterKey: "enable_case_sensitive_identifier", parameterValue: "true" },
      { parameterKey: "max_query_execution_time", parameterValue: "3600" },
    ],
    // AWS answers with its defaults beside these, one of which the provider doesn't know and fails to remove:
    // https://github.com/hashicorp/terraform-provider-aws/issues/49939
    lifecycle: { ignoreChanges: ["config_parameter"] },
  });
  workgroup.overrideLogicalId("warehouse");
  new RedshiftserverlessUsageLimit(stack, "warehouse_compute", {
    resourceArn: workgroup.arn,
    usageType: "serverless-compute",
    period: "daily",
    // The integration alone keeps the base capacity busy day and night; as much again is for queries. What is stopped is
    // the integration too, for the rest of the day (UTC): a query gone wrong costs a day, not a month.
    amount: baseCapacityRpu * 48,
    breachAction: "deactivate",
  });
  declareIntegration(stack, kmsKeyId, source, namespace, workgroup);
}

function declareIntegration(stack: EnvironmentStack, kmsKeyId: string, source: Database, target: RedshiftserverlessNamespace, workgroup: RedshiftserverlessWorkgroup): void {
  const { names, region, environment } = stack;
  const sourceArn = names.arn("rds", region, `cluster:${names.of("shop")}`);
  const policy = new RedshiftResourcePolicy(stack, "warehouse_policy", {
    resourceArn: target.arn,
    policy: policyDocument(
      {
        Sid: "AuroraMayFeedIt",
        Principal: { Service: "redshift.amazonaws.com" },
        Action: "redshift:AuthorizeInboundIntegration",
        Condition: { StringEquals: { "aws:SourceArn": sourceArn } },
      },
      {
        Sid: "ThisAccountMayConnectThem",
        Principal: { AWS: `arn:aws:iam::${environment.accountId}:root` },
        Action: "redshift:CreateInboundIntegration",
      },
    ),
  });
  policy.overrideLogicalId("warehouse");
  new RdsIntegration(stack, "warehouse_integration", {
    integrationName: names.of("warehouse"),
    sourceArn: source.cluster.arn,
    targetArn: target.arn,
    kmsKeyId,
    additionalEncryptionContext: integrationContext(names),
    dataFilter: COPIED_TABLES.map((table) => `include: ${DATABASE_NAME}.public.${table}`).join(", "),
    // A namespace takes nothing in before it has a workgroup.
    dependsOn: [policy, workgroup, ...source.instances],
  }).overrideLogicalId("warehouse");
}
