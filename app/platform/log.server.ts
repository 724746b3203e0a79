import { pino } from "pino";
import { z } from "zod";
import { logVariables, parseEnvironment } from "./environment.server";

const { LOG_LEVEL } = parseEnvironment(z.object(logVariables), process.env);

/** Structured log on standard output. Never pass it secrets or personal data; these paths are a last net. */
export const log = pino({
  level: LOG_LEVEL,
  base: undefined,
  redact: {
    paths: ["*.email", "*.card", "*.cardNumber", "*.cvc", "*.address", "*.cookie", "*.authorization", "req.headers"],
    censor: "[redacted]",
  },
});
