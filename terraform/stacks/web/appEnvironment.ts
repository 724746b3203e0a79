import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The names of what is only known once the stores exist: parameters below `Names.appSettingsPath`, written by the data stack. */
export const APP_SETTINGS = ["DATABASE_URL", "DATABASE_READER_URL"] as const;

/** The port on which the app listens, for its own instance alone: TLS is ended in front of it. */
export const APP_PORT = 3000;

/**
 * The environment variables of the app that are known beforehand. With `APP_SETTINGS` they are all that it reads
 * beside its defaults (`app/platform/config.server.ts`); a test compares the two.
 */
export function appEnvironment({ environment, names, region }: EnvironmentStack) {
  const origin = `https://${environment.domain}`;
  return {
    NODE_ENV: "production",
    PORT: String(APP_PORT),
    AWS_REGION: region,
    DYNAMODB_TABLE_PREFIX: names.tablePrefix,
    EVENT_BUS: names.of("shop"),
    DATABASE_IAM_AUTH: "true",
    // RDS Proxy shares its connections to Aurora between instances: ten of each suffice.
    DATABASE_POOL_SIZE: "10",
    MODELS_BASE_URL: origin,
    PUBLIC_ORIGIN: origin,
    SECURE_COOKIES: "true",
    // CloudFront and the load balancer.
    TRUSTED_PROXIES: "2",
    RATE_LIMIT_PER_MINUTE: "3000",
    RESERVATION_MINUTES: "15",
    PAYMENT_TIMEOUT_MS: "8000",
    LOG_LEVEL: environment.name === "dev" ? "debug" : "info",
  };
}
