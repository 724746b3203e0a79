import { describe, expect, it, vi } from "vitest";

vi.stubEnv("DATABASE_URL", "postgresql://localhost/aurolot");
const { parseConfig } = await import("./config.server");

const minimal = { DATABASE_URL: "postgresql://localhost/aurolot" };

describe("parseConfig", () => {
  it("needs nothing but the database and falls back to sensible values", () => {
    const config = parseConfig(minimal);
    expect(config.port).toBe(3000);
    expect(config.modelsBaseUrl).toBe("");
  });

  it("names every variable that is missing or malformed", () => {
    expect(() => parseConfig({ PORT: "http", DYNAMODB_ENDPOINT: "localhost" })).toThrow(
      /PORT is malformed .*DATABASE_URL is not set.*DYNAMODB_ENDPOINT is malformed/,
    );
  });

  it("takes an empty variable for an unset one", () => {
    expect(parseConfig({ ...minimal, MODELS_BASE_URL: "" }).modelsBaseUrl).toBe("");
  });

  it("drops trailing slashes of URLs, so that paths can be appended", () => {
    expect(parseConfig({ ...minimal, MODELS_BASE_URL: "https://cdn.example/" }).modelsBaseUrl).toBe("https://cdn.example");
  });
});
