import path from "node:path";
import type { AddressInfo } from "node:net";
import closeWithGrace from "close-with-grace";
import type { ServerBuild } from "@remix-run/node";
import { registerLocalFunctions } from "~/functions/local.server";
import { Drain, DRAIN_MS } from "~/http/drain.server";
import { builtClientFiles, createShopServer } from "~/http/shopServer.server";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { startRelay } from "~/services/events/relay.server";
import { startSweeper } from "~/services/orders/sweeper.server";

/** Serves the production build until SIGTERM or SIGINT. */
async function serve(): Promise<void> {
  const build = (await import("virtual:remix/server-build")) as unknown as ServerBuild;
  const drain = new Drain();
  const app = createShopServer({ build, drain, clientFiles: builtClientFiles(path.resolve(import.meta.dirname, "../client")) });
  const stopSweeper = startSweeper();
  if (config.eventBus === undefined) registerLocalFunctions();
  const stopRelay = startRelay();
  const server = app.listen(config.port, () => {
    log.info({ port: (server.address() as AddressInfo).port }, "serving");
    process.send?.("serving");
  });
  server.on("error", (error) => {
    log.fatal({ err: error, port: config.port }, "cannot listen");
    process.exit(1);
  });
  // Longer than the load balancer's idle time, so that it never meets a connection that was just closed.
  server.keepAliveTimeout = 65_000;

  const { close } = closeWithGrace({ delay: DRAIN_MS, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, "stopping after an error");
    await drain.begin();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    await Promise.all([stopSweeper(), stopRelay()]);
    await prisma.$disconnect();
  });
  // Started by another process, the shop ends with it, however that one ended.
  process.once("disconnect", () => void close());
}

if (import.meta.env.PROD) await serve();
