import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, Token } from "../../cdktf.ts";
import type { Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { DataKeys } from "./keys.ts";

/** The database of the shop, and the role by which the app uses it: the function `migrate` makes both its tables and the role. */
export const DATABASE_NAME = "aurolot";
export const APP_USER = "aurolot_app";
export const ADMIN_USER = "aurolot_admin";
export const POSTGRES_PORT = 5432;

/** A database user whose password Terraform makes up once and then never sees again. */
export interface DatabaseUser {
  username: string;
  /** The password of this run: an ephemeral expression, for write-only attributes alone. */
  password: string;
  passwordVersion: number;
  secret: SecretsmanagerSecret;
  /** Its secret's ARN in a region: replicas share all but the region. */
  secretArn(region: Region): string;
}

/**
 * Raised by one, passwords of all users are made anew and written. In between the rotation of `rotation.ts` changes
 * them without Terraform noticing: write-only values are sent only when their version changes.
 */
const PASSWORD_VERSION = 1;

/** Declares a user's password and its secret, with a copy in every region. No plan and no state has the password. */
export function declareUser(stack: EnvironmentStack, keys: DataKeys, id: "app" | "admin", username: string): DatabaseUser {
  stack.addOverride(`ephemeral.aws_secretsmanager_random_password.database_${id}`, {
    password_length: 40,
    // RDS refuses some punctuation, and 40 letters and digits are 238 bits.
    exclude_punctuation: true,
  });
  const secret = new SecretsmanagerSecret(stack, `database_${id}`, {
    name: stack.names.of("database", id),
    description: `Password of the database user ${username}, as RDS Proxy and rotation read it`,
    kmsKeyId: keys.arn(stack.region),
    recoveryWindowInDays: stack.environment.deletionProtection ? 30 : 0,
    replica: stack.regions.filter((region) => region !== stack.region).map((region) => ({ region, kmsKeyId: keys.arn(region) })),
  });
  return {
    username,
    password: Token.asString(`\${ephemeral.aws_secretsmanager_random_password.database_${id}.random_password}`),
    passwordVersion: PASSWORD_VERSION,
    secret,
    secretArn: (region) => (region === stack.region ? secret.arn : Token.asString(Fn.replace(secret.arn, stack.region, region))),
  };
}

/** Writes the first password into the secret, in the form that the rotation function of AWS reads. */
export function storePassword(stack: EnvironmentStack, id: "app" | "admin", user: DatabaseUser, host: string): SecretsmanagerSecretVersion {
  return new SecretsmanagerSecretVersion(stack, `database_${id}_password`, {
    secretId: user.secret.id,
    secretStringWo: Token.asString(
      Fn.jsonencode({ engine: "postgres", host, port: POSTGRES_PORT, dbname: DATABASE_NAME, username: user.username, password: user.password }),
    ),
    secretStringWoVersion: user.passwordVersion,
  });
}
