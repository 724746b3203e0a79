import { expect, it } from "vitest";
import { prisma } from "./database.server";

it("refuses stock that is reserved beyond what is on hand", async () => {
  await expect(prisma.stock.create({ data: { sku: "PLATFORM-TEST", onHand: 1, reserved: 2 } })).rejects.toThrow(
    /stock_reserved_within_on_hand/,
  );
});
