import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";

vi.stubEnv("DATABASE_URL", "postgresql://localhost/aurolot");
vi.stubEnv("MODELS_BASE_URL", "https://cdn.example/shop");
const { contentSecurityPolicy } = await import("./contentSecurityPolicy.server");

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("contentSecurityPolicy", () => {
  it("allows exactly the inline scripts of the page", () => {
    const policy = contentSecurityPolicy(
      `<script>one()</script><script type="module" async="">two()</script><script src="/assets/three.js"></script><script type="application/ld+json">{}</script>`,
    );
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
    expect(scripts).toBe(`'self' 'wasm-unsafe-eval' ${sha256("one()")} ${sha256("two()")}`);
  });

  it("names the place of the models, and nothing else outside the shop", () => {
    const policy = contentSecurityPolicy("<p>page</p>");
    expect(policy.match(/https?:\/\/\S+/g)).toEqual(["https://cdn.example;", "https://cdn.example;"]);
  });
});
