import fc from "fast-check";
import { expect, it } from "vitest";
import { parseEnvelope, type ShopEvent } from "~/domain/shopEvents";
import { busCalls, bytesOf } from "./busCalls";

const LIMIT = 256 * 1024;
const event = (skuLength: number): ShopEvent => ({
  type: "stock.low",
  id: crypto.randomUUID(),
  occurredAt: "2026-11-21T18:00:00.000Z",
  payload: { sku: "ü".repeat(skuLength), available: 2, threshold: 5 },
});
/** Most are small; some fill a call by themselves, some are more than one may hold. */
const events = fc.array(fc.oneof({ weight: 6, arbitrary: fc.nat(200) }, fc.integer({ min: 20_000, max: 140_000 })).map(event), { maxLength: 40 });

it("puts every event into one call, in order, or says that it is too large for any", () => {
  fc.assert(
    fc.property(events, (given) => {
      const { calls, tooLarge } = busCalls(given);
      const refused = new Set(tooLarge.map(({ id }) => id));
      expect(calls.flat().map(({ id }) => id)).toEqual(given.map(({ id }) => id).filter((id) => !refused.has(id)));
      for (const { bytes } of tooLarge) expect(bytes).toBeGreaterThan(LIMIT);
      for (const call of calls) {
        expect(call.length).toBeGreaterThan(0);
        expect(call.length).toBeLessThanOrEqual(10);
        expect(call.reduce((sum, entry) => sum + bytesOf(entry), 0)).toBeLessThanOrEqual(LIMIT);
      }
    }),
    { numRuns: 50 },
  );
});

it("sends what a consumer reads again", () => {
  const sent = event(3);
  const [[entry] = []] = busCalls([sent]).calls;
  expect(parseEnvelope({ source: entry?.Source, "detail-type": entry?.DetailType, detail: JSON.parse(entry?.Detail ?? "") })).toEqual(sent);
  expect(entry?.Time).toEqual(new Date(sent.occurredAt));
});
