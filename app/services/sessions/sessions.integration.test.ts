import { PutCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { findSession, requireSession, type Session } from "./sessions.server";

const requestWith = (cookie?: string) => new Request("http://shop.test/cart", cookie === undefined ? {} : { headers: { Cookie: cookie } });

async function newSession(): Promise<{ session: Session; cookie: string }> {
  const { session, headers } = await requireSession(requestWith());
  return { session, cookie: headers.get("Set-Cookie")?.split(";")[0] ?? "" };
}

const setExpiry = (session: Session, expiresAt: number) =>
  dynamo.send(
    new UpdateCommand({
      TableName: tableName("sessions"),
      Key: { id: session.id },
      UpdateExpression: "SET expiresAt = :expiresAt",
      ExpressionAttributeValues: { ":expiresAt": expiresAt },
    }),
  );
const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe("a session", () => {
  it("is made once and found again by its cookie, among others", async () => {
    const { session, cookie } = await newSession();
    expect(await findSession(requestWith(`theme=dark; ${cookie}; other=1`))).toEqual(session);
    const again = await requireSession(requestWith(cookie));
    expect(again.session).toEqual(session);
    expect(again.headers.has("Set-Cookie")).toBe(false);
  });

  it("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const { headers } = await requireSession(requestWith());
    expect(headers.get("Set-Cookie")).toMatch(/^aurolot=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/);
  });

  it("cannot be opened with what its table holds", async () => {
    const { session, cookie } = await newSession();
    expect(cookie).not.toContain(session.id);
    const { Items } = await dynamo.send(new ScanCommand({ TableName: tableName("sessions") }));
    expect(JSON.stringify(Items)).not.toContain(cookie.split("=")[1]);
  });

  it("is gone when it expired, even though the store still has it", async () => {
    const { session, cookie } = await newSession();
    await setExpiry(session, secondsFromNow(-1));
    expect(await findSession(requestWith(cookie))).toBeNull();
    expect((await requireSession(requestWith(cookie))).session.buyerId).not.toBe(session.buyerId);
  });

  it("is prolonged when it nears its end, by however many requests at once", async () => {
    const { session, cookie } = await newSession();
    await setExpiry(session, secondsFromNow(60));
    const both = await Promise.all([requireSession(requestWith(cookie)), requireSession(requestWith(cookie))]);
    for (const { headers } of both) expect(headers.get("Set-Cookie")).toContain(cookie);
    const prolonged = await findSession(requestWith(cookie));
    expect(prolonged?.buyerId).toBe(session.buyerId);
    expect(prolonged?.expiresAt).toBeGreaterThan(secondsFromNow(179 * 24 * 3_600));
  });
});

describe("a malformed cookie", () => {
  it.each([
    ["missing", undefined],
    ["empty", "aurolot="],
    ["without a value", "aurolot"],
    ["huge", `aurolot=${"A".repeat(100_000)}`],
    ["unknown", `aurolot=${"A".repeat(43)}`],
    ["of another alphabet", `aurolot=${"%".repeat(43)}`],
    ["binary", `aurolot=${"\u0080\u00ff".repeat(20)}`],
    ["of another name", `__Host-aurolot=${"A".repeat(43)}`],
  ])("%s opens nothing", async (_, cookie) => {
    expect(await findSession(requestWith(cookie))).toBeNull();
  });

  it("given twice opens nothing", async () => {
    const { cookie } = await newSession();
    expect(await findSession(requestWith(`${cookie}; ${cookie}`))).toBeNull();
    expect(await findSession(requestWith(`${cookie}; aurolot=forged`))).toBeNull();
  });

  it("never throws", async () => {
    // Header values hold bytes; a Request refuses the rest itself.
    const value = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
    await fc.assert(fc.asyncProperty(value, async (text) => {
      expect(await findSession(requestWith(`aurolot=${text}`))).toBeNull();
    }), { numRuns: 50 });
  });
});

it("counts a broken item as no session", async () => {
  const { session, cookie } = await newSession();
  await dynamo.send(new PutCommand({ TableName: tableName("sessions"), Item: { id: session.id, expiresAt: "never" } }));
  expect(await findSession(requestWith(cookie))).toBeNull();
});
