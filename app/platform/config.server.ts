import { z } from "zod";
import { busVariables, databaseVariables, dynamodbVariables, logVariables, parseEnvironment } from "./environment.server";

export { ConfigError } from "./environment.server";

const wholeNumber = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const httpUrl = z.url({ protocol: /^https?$/ });

/** Every variable that the application reads. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: wholeNumber(3000, 1, 65_535),
  ...databaseVariables,
  ...dynamodbVariables,
  ...busVariables,
  /** Where mails are put when EVENT_BUS is unset, and nobody sends them. */
  MAIL_DIR: z.string().min(1).default(".aurolot/mail"),
  /** Where analytics records are put when EVENT_BUS is unset: one JSON object a line. */
  ANALYTICS_FILE: z.string().min(1).default(".aurolot/analytics.jsonl"),
  /** Where browsers fetch models; this server's own origin where unset. */
  MODELS_BASE_URL: httpUrl.optional(),
  /** The model store on disk, served at /models when MODELS_BASE_URL is unset. */
  MODELS_DIR: z.string().min(1).default(".aurolot/models"),
  /** `__Host-` cookies: needs https in front of the shop. */
  SECURE_COOKIES: z.stringbool().default(false),
  /** The shop's public origin, for canonical links; the request's own where unset. */
  PUBLIC_ORIGIN: httpUrl.optional(),
  /** How many proxies in front append to X-Forwarded-For (ALB 1, CloudFront and ALB 2). */
  TRUSTED_PROXIES: wholeNumber(0, 0, 5),
  /** Requests a client may make a minute, pages and data together. */
  RATE_LIMIT_PER_MINUTE: wholeNumber(3_000, 1, 1_000_000),
  /** How long an unpaid order holds its stock. */
  RESERVATION_MINUTES: wholeNumber(15, 1, 24 * 60),
  /** How long a payment may take to answer before its outcome counts as unknown. */
  PAYMENT_TIMEOUT_MS: wholeNumber(8_000, 50, 60_000),
  ...logVariables,
});

/** The validated configuration of this process. URLs have no trailing slash. */
export interface Config {
  environment: "development" | "production" | "test";
  port: number;
  databaseUrl: string;
  databaseIamAuth: boolean;
  dynamodbEndpoint: string | undefined;
  dynamodbTablePrefix: string;
  awsRegion: string;
  /** Undefined for consumers in this process. */
  eventBus: string | undefined;
  mailDir: string;
  analyticsFile: string;
  /** Empty for the shop's own origin. */
  modelsBaseUrl: string;
  modelsDir: string;
  secureCookies: boolean;
  publicOrigin: string | undefined;
  trustedProxies: number;
  rateLimitPerMinute: number;
  reservationMinutes: number;
  paymentTimeoutMs: number;
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming every missing or malformed variable
 */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const env = parseEnvironment(environmentSchema, variables);
  return {
    environment: env.NODE_ENV,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    databaseIamAuth: env.DATABASE_IAM_AUTH,
    dynamodbEndpoint: env.DYNAMODB_ENDPOINT,
    dynamodbTablePrefix: env.DYNAMODB_TABLE_PREFIX,
    awsRegion: env.AWS_REGION,
    eventBus: env.EVENT_BUS,
    mailDir: env.MAIL_DIR,
    analyticsFile: env.ANALYTICS_FILE,
    modelsBaseUrl: withoutTrailingSlash(env.MODELS_BASE_URL ?? ""),
    modelsDir: env.MODELS_DIR,
    secureCookies: env.SECURE_COOKIES,
    publicOrigin: env.PUBLIC_ORIGIN && withoutTrailingSlash(env.PUBLIC_ORIGIN),
    trustedProxies: env.TRUSTED_PROXIES,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    reservationMinutes: env.RESERVATION_MINUTES,
    paymentTimeoutMs: env.PAYMENT_TIMEOUT_MS,
  };
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

export const config: Config = parseConfig(process.env);
