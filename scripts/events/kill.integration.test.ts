import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { storedMails } from "~/services/mail/mailFolder.server";
import { payOrder } from "~/services/orders/orders.server";
import { card, placed, productInStock, shopperWith } from "~/services/testing/fixtures";

const ORDERS = 40;
/** Relaying and mailing them takes some 800 steps: most processes die at work, some while they wait for the lease. */
const step = fc.integer({ min: 1, max: 250 });

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  config.paymentTimeoutMs = 10_000;
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-mail-"));
  await prisma.outboxEvent.deleteMany();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function relay(killAt: number): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "mortalRelay.ts")], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, KILL_AT: String(killAt), MAIL_DIR: folder, LOG_LEVEL: "silent" },
  });
  children.push(child);
  return child;
}

/** Two relays at once until both are dead. */
async function untilBothAreKilled(killAt: readonly [number, number]): Promise<void> {
  const ended = await Promise.all(killAt.map((at) => once(relay(at), "exit")));
  expect(ended.map(([, signal]: unknown[]) => signal)).toEqual(["SIGKILL", "SIGKILL"]);
}

async function paidOrders(): Promise<string[]> {
  const item = await productInStock(ORDERS);
  return Promise.all(
    Array.from({ length: ORDERS }, async () => {
      const session = await shopperWith(item);
      const { number } = await placed(session);
      expect(await payOrder({ orderNumber: number, buyerId: session.buyerId, card: card("success") })).toEqual({ kind: "paid" });
      return number;
    }),
  );
}

it("sends every order's mail, once, whatever relays and senders are killed in the middle of", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, step), { minLength: 3, maxLength: 3 }), async (rounds) => {
      const numbers = await paidOrders();
      for (const killAt of rounds) await untilBothAreKilled(killAt);
      const survivors = [relay(0), relay(0)];
      while ((await prisma.outboxEvent.count({ where: { deliveredAt: null } })) > 0) await sleep(20);
      for (const survivor of survivors) survivor.kill("SIGTERM");
      await Promise.all(survivors.map((survivor) => once(survivor, "exit")));

      const confirmed = await prisma.outboxEvent.findMany({ where: { type: "order.paid" } });
      expect(confirmed).toHaveLength(ORDERS);
      const mails = (await storedMails(folder)).filter(({ subject }) => numbers.some((number) => subject.includes(number)));
      expect(mails.map(({ id }) => id).sort()).toEqual(confirmed.map(({ id }) => id).sort());
      for (const number of numbers) expect(mails.filter(({ subject }) => subject.includes(number))).toHaveLength(1);
      expect(await prisma.mail.count({ where: { about: { in: numbers }, sentAt: null } })).toBe(0);
      await prisma.outboxEvent.deleteMany();
    }),
    // A failure names its seed; trying smaller ones would take minutes.
    { numRuns: 1, endOnFailure: true },
  );
});
