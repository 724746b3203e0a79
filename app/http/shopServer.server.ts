import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import { config } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import { shopFaults } from "~/services/readiness/shopReadiness.server";
import { Drain } from "./drain.server";
import { modelFiles } from "./modelFiles.server";
import { limitBody, limitRate, refuseForeignOrigin, refuseOddRequests } from "./requestGuards.server";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

interface ShopServerOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves the client files; Vite's middleware while developing. */
  clientFiles: RequestHandler;
  /** Told when the server is asked to stop. */
  drain?: Drain;
}

/** The shop as an Express application: files first, then guards, then pages. */
export function createShopServer({ build, clientFiles, drain = new Drain() }: ShopServerOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustedProxies);
  app.use(
    helmet({
      // Each page brings its own, with the hashes of its scripts.
      contentSecurityPolicy: false,
      // A page on plain http must not promise https.
      strictTransportSecurity: config.secureCookies && { maxAge: (2 * YEAR_MS) / 1000, includeSubDomains: true, preload: true },
      referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    }),
  );
  app.get("/healthz", (_, response) => void response.type("text/plain").send("alive"));
  app.get("/readyz", (_, response, next) => void answerReadiness(drain, response).catch(next));
  app.use(drain.note);
  if (!config.modelsBaseUrl) app.use("/models", modelFiles(path.join(config.modelsDir, "models")));
  app.use(compression());
  app.use(clientFiles);
  app.use(refuseOddRequests, refuseForeignOrigin, limitBody, limitRate(config.rateLimitPerMinute));
  const answer = createRequestHandler({ build, mode: config.environment });
  app.all("*", (request, response, next) => void answer(request, response, next));
  app.use(answerError);
  return app;
}

/** Client files of the production build: hashed ones never change. */
export function builtClientFiles(folder: string): RequestHandler {
  const router = express.Router();
  router.use("/assets", express.static(path.join(folder, "assets"), { immutable: true, maxAge: YEAR_MS, fallthrough: false }));
  router.use(express.static(folder, { maxAge: "1h", index: false }));
  return router;
}

/** Whether this process can sell: 503 with the reasons where it can't, and once it goes. */
async function answerReadiness(drain: Drain, response: Response): Promise<void> {
  const faults = drain.draining ? ["This instance is going."] : await shopFaults();
  response.status(faults.length > 0 ? 503 : 200).set("Cache-Control", "no-store").type("text/plain").send(faults.join("\n") || "ready");
}

const answerError: ErrorRequestHandler = (error: { status?: unknown }, request, response, next) => {
  const status = typeof error.status === "number" && error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) log.error({ err: error, method: request.method, path: request.path }, "request failed");
  if (response.headersSent) return next(error);
  response.status(status).type("text/plain").send(status === 500 ? "Something went wrong on our side. Please try again." : "There is nothing at this address.");
};
