import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import helmet from "helmet";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { modelFiles } from "./modelFiles.server";
import { limitBody, limitRate, refuseForeignOrigin, refuseOddRequests } from "./requestGuards.server";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

interface ShopServerOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves the client files; Vite's middleware while developing. */
  clientFiles: RequestHandler;
}

/** The shop as an Express application: files first, then guards, then pages. */
export function createShopServer({ build, clientFiles }: ShopServerOptions): Express {
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
  app.get("/readyz", (_, response) => {
    prisma.$queryRaw`SELECT 1`.then(
      () => response.type("text/plain").send("ready"),
      () => response.status(503).type("text/plain").send("The database does not answer."),
    );
  });
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

const answerError: ErrorRequestHandler = (error: { status?: unknown }, request, response, next) => {
  const status = typeof error.status === "number" && error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) log.error({ err: error, method: request.method, path: request.path }, "request failed");
  if (response.headersSent) return next(error);
  response.status(status).type("text/plain").send(status === 500 ? "Something went wrong on our side. Please try again." : "There is nothing at this address.");
};
