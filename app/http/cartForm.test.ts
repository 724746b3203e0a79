import { describe, expect, it } from "vitest";
import { pendingChange, pendingQuantity, type PendingChange } from "./cartForm";

const MAX = 10;

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("a cart form", () => {
  it("is read as the change it makes", () => {
    expect(pendingChange(form({ intent: "add", sku: "A", quantity: "2" }))).toEqual({ intent: "add", sku: "A", delta: 2 });
    expect(pendingChange(form({ intent: "adjust", sku: "A", delta: "-1" }))).toEqual({ intent: "adjust", sku: "A", delta: -1 });
    expect(pendingChange(form({ intent: "remove", sku: "A", quantity: "3" }))).toEqual({ intent: "remove", sku: "A", delta: -3 });
  });

  it("is no change with any other intent", () => {
    expect(pendingChange(form({ intent: "steal", sku: "A" }))).toBeNull();
    expect(pendingChange(form({}))).toBeNull();
  });
});

describe("a line's quantity while changes are pending", () => {
  const adjust = (delta: number, sku = "A"): PendingChange => ({ intent: "adjust", sku, delta });

  it("counts every click of a burst", () => {
    expect(pendingQuantity(1, "A", [adjust(1), adjust(1), adjust(-1), adjust(1)], MAX)).toBe(3);
  });

  it("leaves out other lines", () => {
    expect(pendingQuantity(1, "A", [adjust(5, "B")], MAX)).toBe(1);
  });

  it("stays within what a line may hold", () => {
    expect(pendingQuantity(9, "A", [adjust(1), adjust(1), adjust(1)], MAX)).toBe(MAX);
    expect(pendingQuantity(1, "A", [adjust(-1), adjust(1)], MAX)).toBe(0);
  });

  it("is nothing once the line is removed", () => {
    expect(pendingQuantity(4, "A", [{ intent: "remove", sku: "A", delta: -4 }], MAX)).toBe(0);
  });
});
