import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";

/** No form of the shop comes near this. */
const MAX_BODY_BYTES = 64 * 1024;
const METHODS = ["GET", "HEAD", "POST"];

/** Refuses bodies that are too large, or whose size is not stated, before a byte of them is read. */
export const limitBody: RequestHandler = (request, response, next) => {
  if (request.method === "GET" || request.method === "HEAD") return next();
  const length = request.headers["content-length"];
  if (length === undefined && request.headers["transfer-encoding"] !== undefined) {
    response.status(411).type("text/plain").send("State the length of the body in a Content-Length header.");
  } else if (Number(length ?? 0) > MAX_BODY_BYTES) {
    response.set("Connection", "close").status(413).type("text/plain").send(`The body may have ${MAX_BODY_BYTES} bytes at most.`);
  } else {
    next();
  }
};

/** Refuses methods that no page of the shop answers, and addresses that are none of this shop's. */
export const refuseOddRequests: RequestHandler = (request, response, next) => {
  if (!METHODS.includes(request.method)) {
    response.set("Allow", METHODS.join(", ")).status(405).type("text/plain").send(`The shop answers ${METHODS.join(", ")} only.`);
  } else if (!request.originalUrl.startsWith("/")) {
    response.status(400).type("text/plain").send("The shop is no proxy: ask for a path that begins with a slash.");
  } else {
    next();
  }
};

/** Refuses writes that another site's page sends on a shopper's behalf, and hosts that are no host. */
export const refuseForeignOrigin: RequestHandler = (request, response, next) => {
  const host = request.headers.host ?? "";
  // The shop goes by Host alone, which every proxy in front passes on; Remix would believe this one from anybody.
  delete request.headers["x-forwarded-host"];
  if (!/^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/i.test(host) || !URL.canParse(`http://${host}`)) {
    response.status(400).type("text/plain").send("The Host header is malformed.");
    return;
  }
  const { origin } = request.headers;
  const isWrite = request.method !== "GET" && request.method !== "HEAD";
  if (isWrite && origin !== undefined && hostOf(origin) !== host) {
    response.status(403).type("text/plain").send("This form was sent from another site. Open the shop and try again.");
    return;
  }
  next();
};

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Limits how many requests a client makes; each instance counts for itself, the edge's firewall counts for all. */
export function limitRate(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    // Pages are cached for everyone: a header about one client has no place on them. A refusal still says when to retry.
    standardHeaders: false,
    legacyHeaders: false,
    message: "Too many requests. Wait a minute and try again.",
  });
}
