import { z } from "zod";

/** What the log reads. */
export const logVariables = {
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
};

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must be a postgresql:// URL");

/** What the clients of PostgreSQL read. */
export const databaseVariables = {
  /** PostgreSQL for orders, stock, payments and search: the writer. */
  DATABASE_URL: postgresUrl,
  /** A reader endpoint; the writer where unset. */
  DATABASE_READER_URL: postgresUrl.optional(),
  /** Connect to RDS by IAM tokens instead of a password in the URL. */
  DATABASE_IAM_AUTH: z.stringbool().default(false),
  /** Connections of this process to each PostgreSQL endpoint. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
};

/** What calls to AWS read. Lambda sets it by itself. */
export const awsVariables = {
  AWS_REGION: z.string().min(1).default("eu-central-1"),
};

/** What the events' way out reads. */
export const busVariables = {
  /** The EventBridge bus that events are sent to; consumers in this process where unset. */
  EVENT_BUS: z.string().regex(/^[A-Za-z0-9._/-]{1,256}$/).optional(),
};

/** What the client of the DynamoDB tables reads. */
export const dynamodbVariables = {
  ...awsVariables,
  /** A DynamoDB-compatible endpoint; AWS itself where unset. */
  DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  DYNAMODB_TABLE_PREFIX: z.string().regex(/^[A-Za-z0-9_.-]+$/).default("aurolot-"),
};

/** A variable is missing or malformed; the message names each and says what to set. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/**
 * Reads environment variables by a schema. Every process, the shop or a function, has one whole schema of its own; modules
 * that several kinds of processes share read their part of it. An empty variable counts as unset.
 * @throws ConfigError naming every missing or malformed variable
 */
export function parseEnvironment<Schema extends z.ZodObject>(schema: Schema, variables: Record<string, string | undefined>): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = path.join(".");
    return given[name] === undefined ? `${name} is not set` : `${name} is malformed (${message})`;
  });
  throw new ConfigError(`The configuration is not complete: ${faults.join("; ")}. Set these environment variables; npm start sets them for a local shop.`);
}
