import { pino } from "pino";
import { config } from "./config.server";

/** Structured log on standard output. Never pass it secrets or personal data; these paths are a last net. */
export const log = pino({
  level: config.logLevel,
  base: undefined,
  redact: {
    paths: ["*.email", "*.card", "*.cardNumber", "*.cvc", "*.address", "*.cookie", "*.authorization", "req.headers"],
    censor: "[redacted]",
  },
});
