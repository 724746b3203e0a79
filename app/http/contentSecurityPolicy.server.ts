import { createHash } from "node:crypto";
import { config } from "~/platform/config.server";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;

/**
 * The Content-Security-Policy of a rendered page. Inline scripts are allowed by their hashes rather than by a nonce,
 * so that a cache may keep page and header together and give them to everyone.
 * @param html the whole page
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = new Set<string>();
  for (const [, attributes = "", body = ""] of html.matchAll(INLINE_SCRIPT)) {
    // Data blocks are never run, so they need no permission.
    if (!attributes.includes("application/ld+json")) hashes.add(`'sha256-${createHash("sha256").update(body).digest("base64")}'`);
  }
  const models = config.modelsBaseUrl && ` ${new URL(config.modelsBaseUrl).origin}`;
  return [
    "default-src 'self'",
    // The mesh decoder is WebAssembly, run in workers that it makes from blobs.
    `script-src 'self' 'wasm-unsafe-eval' ${[...hashes].join(" ")}`.trim(),
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${models}`,
    `connect-src 'self' blob:${models}${config.environment === "development" ? " ws:" : ""}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(config.secureCookies ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
