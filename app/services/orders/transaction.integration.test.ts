import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { prisma } from "~/platform/database.server";
import { inTransaction, isUniqueViolation } from "./transaction.server";

async function twoSkus(): Promise<[string, string]> {
  const skus: [string, string] = [randomUUID(), randomUUID()];
  await prisma.stock.createMany({ data: skus.map((sku) => ({ sku, onHand: 0 })) });
  return skus;
}

const addOne = (sku: string) => ({ where: { sku }, data: { onHand: { increment: 1 } } });

describe("inTransaction", () => {
  it.each(["Prisma's own", "raw"])("runs the victim of a deadlock again, in %s queries", async (queries) => {
    const [a, b] = await twoSkus();
    let runs = 0;
    let waiting = 0;
    let bothHoldOne = () => {};
    const met = new Promise<void>((resolve) => (bothHoldOne = resolve));
    const inOrder = (first: string, second: string) =>
      inTransaction(async (tx) => {
        runs++;
        const add = (sku: string) =>
          queries === "raw" ? tx.$executeRaw`UPDATE stock SET on_hand = on_hand + 1 WHERE sku = ${sku}` : tx.stock.update(addOne(sku));
        await add(first);
        if (++waiting === 2) bothHoldOne();
        await met;
        await add(second);
      });
    await Promise.all([inOrder(a, b), inOrder(b, a)]);
    expect(runs).toBeGreaterThanOrEqual(3);
    const stock = await prisma.stock.findMany({ where: { sku: { in: [a, b] } } });
    expect(stock.map((row) => row.onHand)).toEqual([2, 2]);
  });

  it("does not repeat other failures and writes nothing of them", async () => {
    const [a] = await twoSkus();
    let runs = 0;
    const failing = inTransaction(async (tx) => {
      runs++;
      await tx.stock.update(addOne(a));
      await tx.stock.create({ data: { sku: a, onHand: 1 } });
    });
    const error: unknown = await failing.catch((reason: unknown) => reason);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error("another"))).toBe(false);
    expect(runs).toBe(1);
    expect((await prisma.stock.findUniqueOrThrow({ where: { sku: a } })).onHand).toBe(0);
  });
});
