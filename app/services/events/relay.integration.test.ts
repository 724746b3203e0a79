import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ShopEvent } from "~/domain/shopEvents";
import { prisma } from "~/platform/database.server";
import { deadEvents, replayDead } from "./deadEvents.server";
import { releaseLease, takeLease } from "./lease.server";
import { relayBatch, startRelay, type Deliver } from "./relay.server";
import { pruneDelivered } from "./waiting.server";

/** Other tests of this run leave events behind, and leases of killed relays. */
beforeEach(async () => {
  await prisma.outboxEvent.deleteMany();
  await prisma.lease.deleteMany();
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function write(count: number, overrides: { type?: string; payload?: object; deliveredAt?: Date } = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  const data = ids.map((id) => ({ id, type: "stock.low", aggregateId: randomUUID(), payload: { sku: "A", available: 2, threshold: 5 }, ...overrides }));
  await prisma.outboxEvent.createMany({ data });
  return ids;
}

const eventOf = (id: string) => prisma.outboxEvent.findUniqueOrThrow({ where: { id } });
const toMinutes = (date: Date) => (date.getTime() - Date.now()) / 60_000;

/** A bus that keeps the ids of what it takes, and refuses what it is told to. */
function bus(refuses: (event: ShopEvent) => string | undefined = () => undefined): { taken: string[]; deliver: Deliver } {
  const taken: string[] = [];
  const deliver: Deliver = (events) => {
    const failed = events.flatMap((event) => {
      const error = refuses(event);
      if (error === undefined) taken.push(event.id);
      return error === undefined ? [] : [{ id: event.id, error }];
    });
    return Promise.resolve(failed);
  };
  return { taken, deliver };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

describe("a batch", () => {
  it("delivers what waits, oldest first, once", async () => {
    const ids = await write(5);
    const { taken, deliver } = bus();
    await relayBatch(deliver);
    await relayBatch(deliver);
    expect(taken).toEqual(ids);
    expect((await eventOf(ids[0] ?? "")).deliveredAt).not.toBeNull();
  });

  it("keeps an event that failed for later, with its error, and is held up by none", async () => {
    const [bad = "", good = ""] = await write(2);
    const { taken, deliver } = bus(({ id }) => (id === bad ? "no such bus" : undefined));
    await relayBatch(deliver);
    expect(taken).toEqual([good]);
    expect(await eventOf(bad)).toMatchObject({ deliveredAt: null, deadAt: null, attempts: 1, lastError: "no such bus" });
    // It waits its time.
    expect(await relayBatch(deliver)).toBe(0);
  });

  it("waits longer after each failure, and at last sets the event aside until it is replayed", async () => {
    const [id = ""] = await write(1);
    const failing = bus(() => "poison");
    const pauses: number[] = [];
    let event = await eventOf(id);
    while (event.deadAt === null) {
      await prisma.outboxEvent.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
      await relayBatch(failing.deliver);
      event = await eventOf(id);
      pauses.push(toMinutes(event.nextAttemptAt));
    }
    expect(pauses.every((pause, index) => index === 0 || pause >= (pauses[index - 1] ?? 0) - 0.1)).toBe(true);
    expect(Math.max(...pauses)).toBeLessThan(16);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(60);
    await prisma.outboxEvent.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
    expect(await relayBatch(failing.deliver)).toBe(0);
    expect(await deadEvents()).toMatchObject([{ id, type: "stock.low", lastError: "poison", attempts: pauses.length }]);

    expect(await replayDead(id)).toBe(1);
    const { taken, deliver } = bus();
    await relayBatch(deliver);
    expect(taken).toEqual([id]);
  });

  it.each([
    ["of a type that this release does not know", { type: "order.eaten" }],
    ["whose payload is another's", { payload: { number: "1" } }],
  ])("is not held up by an event %s", async (_, overrides) => {
    const [odd = ""] = await write(1, overrides);
    const [good = ""] = await write(1);
    const { taken, deliver } = bus();
    await relayBatch(deliver);
    expect(taken).toEqual([good]);
    expect(await eventOf(odd)).toMatchObject({ deliveredAt: null, attempts: 1, lastError: expect.stringContaining("cannot read it") as string });
  });

  it("counts no failure for any event while the bus as a whole is out of reach", async () => {
    const [id = ""] = await write(1);
    await expect(relayBatch(() => Promise.reject(new Error("connect ECONNREFUSED")))).rejects.toThrow("ECONNREFUSED");
    expect(await eventOf(id)).toMatchObject({ attempts: 0, deliveredAt: null });
  });
});

describe("relays", () => {
  const fast = { leaseMs: 400, idleMs: 10, standbyMs: 20 };

  it("of which many run work one at a time, and deliver everything once", async () => {
    let working = 0;
    const taken: string[] = [];
    const deliver: Deliver = async (events) => {
      expect(++working).toBe(1);
      await sleep(5);
      working--;
      taken.push(...events.map(({ id }) => id));
      return [];
    };
    for (let relay = 0; relay < 4; relay++) stops.push(startRelay({ ...fast, leaseMs: 10_000, deliver }));
    const ids = [...(await write(120)), ...(await write(40))];
    await until(() => taken.length >= ids.length);
    expect(taken.sort()).toEqual(ids.sort());
  });

  it("go on where one stopped that cannot reach the bus, once it is told to stop", async () => {
    const [id = ""] = await write(1);
    const stopBroken = startRelay({ ...fast, leaseMs: 60_000, deliver: () => Promise.reject(new Error("The bus is out of reach.")) });
    await until(async () => (await prisma.lease.count()) === 1);
    const { taken, deliver } = bus();
    stops.push(startRelay({ ...fast, deliver }));
    await stopBroken();
    await until(() => taken.includes(id));
  });
});

describe("a lease", () => {
  it("is one holder's until it is over or given back", async () => {
    const [first, second] = [{ name: "relay", holder: randomUUID() }, { name: "relay", holder: randomUUID() }];
    expect(await takeLease(first, 60_000)).toBe(true);
    expect(await takeLease(second, 60_000)).toBe(false);
    expect(await takeLease(first, 60_000)).toBe(true);
    await prisma.lease.update({ where: { name: "relay" }, data: { until: new Date(0) } });
    expect(await takeLease(second, 60_000)).toBe(true);
    // Who lost it cannot give it back.
    await releaseLease(first);
    expect(await takeLease(first, 60_000)).toBe(false);
    await releaseLease(second);
    expect(await takeLease(first, 60_000)).toBe(true);
  });

  it("is one holder's however many ask at once", async () => {
    for (let round = 0; round < 10; round++) {
      const asked = await Promise.all(Array.from({ length: 8 }, () => takeLease({ name: `rush-${round}`, holder: randomUUID() }, 60_000)));
      expect(asked.filter(Boolean)).toHaveLength(1);
    }
  });
});

it("deletes events that were delivered weeks ago, and no other", async () => {
  const weeks = 7 * 24 * 60 * 60_000;
  await write(1, { deliveredAt: new Date(Date.now() - 4 * weeks) });
  const kept = [...(await write(1, { deliveredAt: new Date(Date.now() - 2 * weeks) })), ...(await write(1))];
  await pruneDelivered();
  expect((await prisma.outboxEvent.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual(kept);
});
