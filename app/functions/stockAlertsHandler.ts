import { z } from "zod";
import { log } from "~/platform/log.server";
import type { QueueHandler } from "~/services/events/localBus.server";
import { summariseLowStock, tellOfLowStock, type TellBuyers } from "~/services/stock/stockNotices.server";
import { jsonIn, queueHandler, shopEventIn, UnexpectedRecordError } from "./queueHandler";

/** What the schedule `stock-check` puts into the queue. */
const summaryTaskSchema = z.object({ task: z.literal("summary") });

/** The handler of `stock-alerts`: a notice for each event of low stock, and the list that is asked for by the clock. */
export function stockAlertsHandler(tell: TellBuyers): QueueHandler {
  return queueHandler(async (record) => {
    if (summaryTaskSchema.safeParse(jsonIn(record)).success) {
      log.info({ skus: await summariseLowStock(tell) }, "Summarised what is low in stock");
      return;
    }
    const event = shopEventIn(record);
    if (event.type !== "stock.low") throw new UnexpectedRecordError(`stock-alerts takes stock.low and {"task":"summary"}, not ${event.type}: correct the rule that leads to its queue.`);
    await tellOfLowStock(event.payload, event.id, tell);
  });
}
