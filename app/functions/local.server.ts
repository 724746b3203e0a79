import { config } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import { linesInFile } from "~/services/analytics/linesFile.server";
import { sendEvents } from "~/services/events/bus.server";
import { registerConsumer } from "~/services/events/localBus.server";
import { folderTransport } from "~/services/mail/mailFolder.server";
import type { TellBuyers } from "~/services/stock/stockNotices.server";
import { analyticsHandler } from "./analyticsHandler";
import { cartExpiryHandler } from "./cartExpiryHandler";
import { orderMailHandler } from "./orderMailHandler";
import { stockAlertsHandler } from "./stockAlertsHandler";

/** As often as the schedule `cart-sweep` (terraform/stacks/events/schedules.ts). */
const CART_SWEEP_MS = 15 * 60 * 1000;

/** Lets the functions work in this process, each over what a laptop has of its ports. For a shop without `EVENT_BUS`. */
export function registerLocalFunctions(): void {
  const origin = config.publicOrigin ?? `http://localhost:${config.port}`;
  registerConsumer("order-mail", orderMailHandler({ transport: folderTransport(config.mailDir), origin }));
  registerConsumer("analytics", analyticsHandler(linesInFile(config.analyticsFile)));
  registerConsumer("stock-alerts", stockAlertsHandler(logNotice));
  sweepCartsByTheClock();
}

const logNotice: TellBuyers = async ({ subject, text }) => {
  log.warn({ notice: text }, subject);
};

/** At once, for the days that a laptop was off, and then by the clock. A sweep may be broken off anywhere: nobody waits for it. */
function sweepCartsByTheClock(): void {
  const handler = cartExpiryHandler(sendEvents);
  const sweep = (): void => void handler({ task: "sweep" }).catch((error: unknown) => log.error({ err: error }, "A sweep of the carts failed; the next one tries again"));
  sweep();
  setInterval(sweep, CART_SWEEP_MS).unref();
}
