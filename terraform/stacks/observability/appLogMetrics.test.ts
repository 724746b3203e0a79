import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { APP_LOG_METRICS } from "./appLogMetrics.ts";

const app = path.resolve(import.meta.dirname, "../../../app");
const source = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(app, file), "utf8"))
  .join("\n");

describe("metrics from the app's log", () => {
  it.each(APP_LOG_METRICS.flatMap(({ metric, match }) => ("message" in match ? [[metric, match.message]] : [])))(
    "%s counts a message that the app logs",
    (_, message) => {
      expect(source).toMatch(new RegExp(`log\\.\\w+\\([^;]*"${message.replaceAll("?", "\\?")}"`));
    },
  );
});
