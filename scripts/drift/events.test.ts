import { expect, it } from "vitest";
import type { ShopEvent } from "~/services/events/outbox.server";
import { at, type Value } from "../../terraform/plan/resource.ts";
import { declared } from "./declared.ts";

/** What the outbox may hold: the compiler keeps this list whole. */
const OUTBOX_TYPES: Record<ShopEvent["type"], true> = { "order.placed": true, "order.paid": true, "payment.declined": true };

/** Sent by functions, not by the outbox: the end of a cart, and stock that runs low. */
const FUNCTION_TYPES = ["cart.left", "stock.low"];

it("routes every kind of event that the shop sends, and waits for no other", () => {
  const rules = declared("prod").resources.filter(({ type, values }) => type === "aws_cloudwatch_event_rule" && String(values.event_pattern).includes("aurolot.shop"));
  const routed = rules.flatMap(({ values }) => at(JSON.parse(String(values.event_pattern)) as Value, "detail-type"));
  expect(new Set(routed)).toEqual(new Set([...Object.keys(OUTBOX_TYPES), ...FUNCTION_TYPES]));
});
