import { createHash, randomBytes, randomUUID } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { log } from "~/platform/log.server";
import { readSessionCookie, SESSION_SECONDS, sessionCookie } from "./cookie.server";

const sessionSchema = z.object({
  /** SHA-256 of the cookie's value, hex. */
  id: z.string(),
  /** UUID that orders carry. */
  buyerId: z.string(),
  cartId: z.string(),
  /** Seconds since 1970. */
  expiresAt: z.number(),
  /** Rises by one with every write. */
  version: z.number(),
});
export type Session = z.infer<typeof sessionSchema>;

/** With less than this left, in seconds, a session is prolonged: at most once in 30 days. */
const REFRESH_BELOW_SECONDS = SESSION_SECONDS - 30 * 24 * 60 * 60;

/** The session of a request; null when its cookie is missing, malformed, unknown or expired. Makes none. */
export async function findSession(request: Request): Promise<Session | null> {
  const value = readSessionCookie(request);
  return value === null ? null : readSession(value);
}

/**
 * The session of a request, made when there is none. `headers` carry the Set-Cookie of a new or prolonged session and
 * must go into the response. Call it once a request, and only where something is about to be written or bought:
 * each call without a session makes one.
 */
export async function requireSession(request: Request): Promise<{ session: Session; headers: Headers }> {
  const value = readSessionCookie(request);
  const found = value === null ? null : await readSession(value);
  if (value === null || !found) return createSession();
  if (found.expiresAt - seconds() >= REFRESH_BELOW_SECONDS) return { session: found, headers: new Headers() };
  return { session: await prolong(found), headers: cookieHeaders(value) };
}

async function readSession(value: string): Promise<Session | null> {
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: tableName("sessions"), Key: { id: keyOf(value) }, ConsistentRead: true }),
  );
  if (!Item) return null;
  const parsed = sessionSchema.safeParse(Item);
  if (!parsed.success) {
    log.error({ fault: z.prettifyError(parsed.error) }, "A stored session is broken and counts as missing");
    return null;
  }
  return parsed.data.expiresAt > seconds() ? parsed.data : null;
}

async function createSession(): Promise<{ session: Session; headers: Headers }> {
  const value = randomBytes(32).toString("base64url");
  const session: Session = {
    id: keyOf(value),
    buyerId: randomUUID(),
    cartId: randomUUID(),
    expiresAt: seconds() + SESSION_SECONDS,
    version: 1,
  };
  await dynamo.send(
    new PutCommand({ TableName: tableName("sessions"), Item: session, ConditionExpression: "attribute_not_exists(id)" }),
  );
  return { session, headers: cookieHeaders(value) };
}

async function prolong(session: Session): Promise<Session> {
  const prolonged = { ...session, expiresAt: seconds() + SESSION_SECONDS, version: session.version + 1 };
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: tableName("sessions"),
        Key: { id: session.id },
        UpdateExpression: "SET expiresAt = :expiresAt, version = :next",
        ConditionExpression: "version = :read",
        ExpressionAttributeValues: { ":expiresAt": prolonged.expiresAt, ":next": prolonged.version, ":read": session.version },
      }),
    );
    return prolonged;
  } catch (error) {
    // A request beside this one was first; it did the same.
    if (error instanceof ConditionalCheckFailedException) return session;
    throw error;
  }
}

function cookieHeaders(value: string): Headers {
  return new Headers({ "Set-Cookie": sessionCookie(value) });
}

function keyOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
