import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { APP_USER, DATABASE_NAME, POSTGRES_PORT } from "./databaseSecrets.ts";

/**
 * Writes the app's settings of a region that only exist once its stores do. No password is among them: the app logs in
 * with IAM tokens.
 * @param writer the host for writes: the primary region's, which the other region reaches by peering
 */
export function declareSettings(stack: EnvironmentStack, region: Region, { writer, reader }: { writer: string; reader: string }): void {
  for (const [name, host] of [["DATABASE_URL", writer], ["DATABASE_READER_URL", reader]] as const) {
    new SsmParameter(stack, `${name.toLowerCase()}_${REGION_CODE[region]}`, {
      provider: stack.provider(region),
      name: `${stack.names.appSettingsPath}/${name}`,
      description: `The app's ${name} in ${region}`,
      type: "SecureString",
      keyId: stack.names.keyAlias("parameters"),
      value: databaseUrl(host),
    });
  }
}

/** Where the app's user finds the database behind a host: by TLS, without a password. */
export function databaseUrl(host: string): string {
  return `postgresql://${APP_USER}@${host}:${POSTGRES_PORT}/${DATABASE_NAME}?sslmode=verify-full`;
}
