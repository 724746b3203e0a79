import { config } from "~/platform/config.server";
import { registerConsumer } from "~/services/events/localBus.server";
import { folderTransport } from "~/services/mail/mailFolder.server";
import { orderMailHandler } from "./orderMailHandler";

/** Lets the functions work in this process, each over what a laptop has of its ports. For a shop without `EVENT_BUS`. */
export function registerLocalFunctions(): void {
  const origin = config.publicOrigin ?? `http://localhost:${config.port}`;
  registerConsumer("order-mail", orderMailHandler({ transport: folderTransport(config.mailDir), origin }));
}
