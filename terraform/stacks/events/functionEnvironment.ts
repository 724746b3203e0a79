import type { Region } from "../../config/regions.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { FunctionName } from "./functionNames.ts";

interface Logged {
  LOG_LEVEL: string;
  /** Stack traces name the lines of the source, not of the bundle. */
  NODE_OPTIONS: "--enable-source-maps";
}

interface WithDatabase {
  /** The writer: whether a mail was sent, and what can be sold, is decided there. */
  DATABASE_URL: string;
  DATABASE_IAM_AUTH: "true";
  /** A function's instance works off one batch at a time. */
  DATABASE_POOL_SIZE: string;
}

/** The environment variables of each function: what its code reads, and nothing else. */
export interface FunctionEnvironments {
  "order-mail": Logged & WithDatabase & {
    /** The sender, an address of the verified domain. */
    MAIL_FROM: string;
    /** The SES configuration set that insists on TLS and counts bounces. */
    MAIL_CONFIGURATION_SET: string;
    /** Where links in mails lead. */
    PUBLIC_ORIGIN: string;
  };
  thumbnails: Logged & { MODELS_BUCKET: string };
  analytics: Logged & {
    ANALYTICS_STREAM: string;
    /** The stream exists once, in the primary region. */
    ANALYTICS_REGION: Region;
  };
  "stock-alerts": Logged & WithDatabase & { ALERTS_TOPIC_ARN: string; DYNAMODB_TABLE_PREFIX: string };
  "cart-expiry": Logged & { EVENT_BUS: string; DYNAMODB_TABLE_PREFIX: string };
  "identity-pre-sign-up": Logged;
  "identity-post-confirmation": Logged;
}

/** The name of the Firehose stream of analytics events, after `Names.of`. */
export const ANALYTICS_STREAM = "analytics";

/** The name of the SES configuration set, after `Names.of`. */
export const MAIL_CONFIGURATION_SET = "mail";

/** The variables of every function in a stack's region. */
export function functionEnvironments(stack: EnvironmentStack): { [Name in FunctionName]: FunctionEnvironments[Name] } {
  const { names, environment, region } = stack;
  const logged: Logged = { LOG_LEVEL: "info", NODE_OPTIONS: "--enable-source-maps" };
  const database: WithDatabase = { DATABASE_URL: lookup(stack, "data", "database-url"), DATABASE_IAM_AUTH: "true", DATABASE_POOL_SIZE: "2" };
  return {
    "order-mail": {
      ...logged,
      ...database,
      MAIL_FROM: `orders@${environment.domain}`,
      MAIL_CONFIGURATION_SET: names.of(MAIL_CONFIGURATION_SET),
      PUBLIC_ORIGIN: `https://${environment.domain}`,
    },
    thumbnails: { ...logged, MODELS_BUCKET: names.bucket("models", region) },
    analytics: { ...logged, ANALYTICS_STREAM: names.of(ANALYTICS_STREAM), ANALYTICS_REGION: environment.placement.primary },
    "stock-alerts": { ...logged, ...database, ALERTS_TOPIC_ARN: names.topicArn("inform", region), DYNAMODB_TABLE_PREFIX: names.tablePrefix },
    "cart-expiry": { ...logged, EVENT_BUS: names.of("shop"), DYNAMODB_TABLE_PREFIX: names.tablePrefix },
    "identity-pre-sign-up": logged,
    "identity-post-confirmation": logged,
  };
}
