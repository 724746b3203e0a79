import { createServer as createHttpServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";

/** Serves the sources through Vite, with hot reload over the same port; the same Express application as in production. */
const server = createHttpServer();
const vite = await createServer({ server: { middlewareMode: true, hmr: { server } }, appType: "custom" });
const { createShopServer } = (await vite.ssrLoadModule("/app/http/shopServer.server.ts")) as typeof import("../../app/http/shopServer.server.ts");
const { config } = (await vite.ssrLoadModule("/app/platform/config.server.ts")) as typeof import("../../app/platform/config.server.ts");
const { registerLocalFunctions } = (await vite.ssrLoadModule("/app/functions/local.server.ts")) as typeof import("../../app/functions/local.server.ts");
const { startRelay } = (await vite.ssrLoadModule("/app/services/events/relay.server.ts")) as typeof import("../../app/services/events/relay.server.ts");
const { startSweeper } = (await vite.ssrLoadModule("/app/services/orders/sweeper.server.ts")) as typeof import("../../app/services/orders/sweeper.server.ts");

const app = createShopServer({
  build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
  clientFiles: vite.middlewares,
});
startSweeper();
if (config.eventBus === undefined) registerLocalFunctions();
startRelay();
server.on("request", app).listen(config.port, () => process.send?.("serving"));

async function stop(): Promise<void> {
  server.closeAllConnections();
  await vite.close();
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.once("disconnect", () => void stop());
