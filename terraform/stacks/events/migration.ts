import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { useKey } from "../../constructs/keyUse.ts";
import { Lambda } from "../../constructs/lambda.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { waitFor } from "../../constructs/waitFor.ts";

/** The name of the function that migrates the database, as `Names.of` takes it. */
export const MIGRATION_FUNCTION = "migrate";

/**
 * The function that brings the database to a release, in the region of the writer. No event leads to it: a deployment
 * brings it to the new release before anything else of that, and calls it (`scripts/release/deploy.ts`). It stands here
 * and not beside the database, because the bucket that its code comes from is made there: no release could be uploaded
 * before the first apply, which would already need it.
 */
export function makeMigration(stack: EnvironmentStack, release: string, key: EncryptionKey): void {
  const admin = lookup(stack, "data", "admin-secret-arn");
  const app = lookup(stack, "data", "app-secret-arn");
  const lambda = new Lambda(stack, {
    name: MIGRATION_FUNCTION,
    description: "Applies migrations and grants the app's database role what it needs",
    release,
    keyArn: key.arn,
    failuresQueue: "functions-dlq",
    // As long as a function may take. Its speed is the database's.
    timeoutSeconds: 900,
    memoryMb: 512,
    concurrency: 1,
    environment: {
      LOG_LEVEL: "info",
      NODE_OPTIONS: "--enable-source-maps",
      // RDS's own authorities, which sign the certificates of clusters, are in no list of Node.js; Lambda brings them.
      NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
      DATABASE_ADMIN_SECRET: admin,
      DATABASE_APP_SECRET: app,
    },
    network: {
      subnetIds: lookupList(stack, "network", "private-subnet-ids"),
      securityGroupIds: [lookup(stack, "network", "migration-security-group-id")],
    },
    statements: [
      { Sid: "ReadDatabasePasswords", Action: "secretsmanager:GetSecretValue", Resource: passwords(stack) },
      useKey(stack, "DecryptPasswords", "data"),
    ],
  });
  // Its role names the key by its alias, and it is called before the rest of this stack is there for the first time.
  waitFor(lambda.function, key.alias);
}

/** The secrets as a policy names them before they exist: Secrets Manager ends names with six characters of its own. */
function passwords({ names, environment, region }: EnvironmentStack): string[] {
  // In one region RDS keeps the administrator's itself, and names it by a cluster's id; the account has one cluster.
  const admin = environment.placement.kind === "two-regions" ? `${names.of("database-admin")}-??????` : "rds!cluster-*";
  return [`${names.of("database-app")}-??????`, admin].map((name) => names.arn("secretsmanager", region, `secret:${name}`));
}
