import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import type { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { ServerlessapplicationrepositoryCloudformationStack } from "@cdktf/provider-aws/lib/serverlessapplicationrepository-cloudformation-stack";
import { Fn } from "../../cdktf.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { Database } from "./database.ts";
import type { DatabaseUser } from "./databaseSecrets.ts";
import type { DataKeys } from "./keys.ts";

/** AWS's own function, published by Secrets Manager's account: logs in as the user and gives it a new password. */
const ROTATION_APPLICATION = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser";

const ROTATED_EVERY_DAYS = 30;

/**
 * Declares that passwords of database users change every month, by AWS's function in the primary region, where the
 * writer is. Its version is left to AWS, which brings the function to new runtimes by new versions. The function's
 * role is made by its template, which knows no permissions boundary: it may read these secrets and no other thing. The
 * pipeline may make no such role, so that a person applies it first.
 */
export function declareRotation(
  stack: EnvironmentStack,
  keys: DataKeys,
  writer: Database,
  users: readonly { id: string; user: DatabaseUser; password: SecretsmanagerSecretVersion }[],
): void {
  const { names, region } = stack;
  const functionName = names.of("database-rotation");
  // Made beforehand: Lambda would make it without a key, and keep it for ever.
  const logs = logGroup(stack, "database_rotation_log", `/aws/lambda/${functionName}`);
  const application = new ServerlessapplicationrepositoryCloudformationStack(stack, "database_rotation", {
    name: functionName,
    applicationId: ROTATION_APPLICATION,
    capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
    parameters: {
      endpoint: `https://secretsmanager.${region}.amazonaws.com`,
      functionName,
      kmsKeyArn: keys.arn(region),
      vpcSubnetIds: Fn.join(",", lookupList(stack, "network", "private-subnet-ids")),
      vpcSecurityGroupIds: lookup(stack, "network", "rotation-security-group-id"),
      // Beyond what RDS refuses: what would need escaping in a URL.
      excludeCharacters: " %+~`#$&*()|[]{}:;<>?!'/@\"\\",
    },
    dependsOn: [logs],
  });
  for (const { id, user, password } of users) {
    new SecretsmanagerSecretRotation(stack, `database_${id}_rotation`, {
      secretId: user.secret.id,
      rotationLambdaArn: names.functionArn("database-rotation", region),
      // The database knows the app's user only once the function `migrate` has made it.
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: ROTATED_EVERY_DAYS },
      dependsOn: [application, password, ...writer.instances],
    }).overrideLogicalId(`database_${id}`);
  }
}
