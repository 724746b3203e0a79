import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CartLine } from "~/domain/cart";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { readCart } from "~/services/carts/carts.server";
import { storedMails } from "~/services/mail/mailFolder.server";
import { sweep } from "~/services/orders/sweeper.server";
import { chargesOf, productInStock, stockOf } from "~/services/testing/fixtures";

const PIECES = 40;
/** A shop takes some hundred steps until its first order is paid, and 80 for each later one. */
const shopStep = fc.integer({ min: 100, max: 1_500 });
/** Relaying and mailing an order takes some 20 steps; who waits for the lease takes them too, one at a time. */
const relayStep = fc.integer({ min: 1, max: 300 });

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

function start(script: string, killAt: number, env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, script)], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, KILL_AT: String(killAt), MAIL_DIR: folder, LOG_LEVEL: "silent", PAYMENT_TIMEOUT_MS: "10000", ...env },
  });
  children.push(child);
  return child;
}

function sell(item: CartLine, killAt: number): ChildProcess {
  return start("mortalShop.ts", killAt, { LINE: JSON.stringify(item) });
}

/** A shop that sells and two relays, at once, until the relays are dead and the shop is or has sold out. */
async function untilKilled(item: CartLine, [shopAt, ...relaysAt]: readonly [number, number, number]): Promise<void> {
  const shop = once(sell(item, shopAt), "exit");
  const relays = await Promise.all(relaysAt.map((killAt) => once(start("mortalRelay.ts", killAt), "exit")));
  expect(relays.map(([, signal]: unknown[]) => signal)).toEqual(["SIGKILL", "SIGKILL"]);
  await shop;
}

/** What a running shop does in time: payments that lost their process are settled, then what was never paid is let go. */
async function sweepAll(): Promise<void> {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  await sweep(minutes(1));
  await sweep(minutes(config.reservationMinutes + 1));
}

async function relayAll(): Promise<void> {
  const survivors = [start("mortalRelay.ts", 0), start("mortalRelay.ts", 0)];
  while ((await prisma.outboxEvent.count({ where: { deliveredAt: null } })) > 0) await sleep(20);
  for (const survivor of survivors) survivor.kill("SIGTERM");
  await Promise.all(survivors.map((survivor) => once(survivor, "exit")));
}

it("leaves every paid order with its mail, once, and no other with one, whatever shops, relays and senders are killed in the middle of", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(shopStep, relayStep, relayStep), { minLength: 2, maxLength: 2 }), async (rounds) => {
      const item = await productInStock(PIECES);
      // Something to work off from the first moment on.
      await once(sell(item, 1_200), "exit");
      for (const killAt of rounds) await untilKilled(item, killAt);
      await sweepAll();
      // What dead shoppers held is free again, so every piece can be sold.
      await once(sell(item, 0), "exit");
      await relayAll();

      const orders = await prisma.order.findMany({ where: { lines: { some: { sku: item.sku } } } });
      const mails = await storedMails(folder);
      const paid = orders.filter(({ status }) => status === "paid");
      for (const order of orders) {
        const isPaid = order.status === "paid";
        expect(["paid", "cancelled"]).toContain(order.status);
        expect(await chargesOf(order.number)).toBe(isPaid ? 1 : 0);
        expect(mails.filter(({ subject }) => subject.includes(order.number))).toHaveLength(isPaid ? 1 : 0);
        if (isPaid) expect((await readCart(order)).lines).toEqual([]);
      }
      expect(paid).toHaveLength(PIECES);
      expect(mails).toHaveLength(PIECES);
      expect(await stockOf(item.sku)).toEqual({ onHand: 0, reserved: 0 });
    }),
    // A failure names its seed; trying smaller ones would take minutes.
    { numRuns: 1, endOnFailure: true },
  );
  // A dozen processes are started: on a busy machine that alone may take a minute.
}, 180_000);
