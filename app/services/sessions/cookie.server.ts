import { config } from "~/platform/config.server";

/** How long a browser keeps the cookie, in seconds: 180 days. */
export const SESSION_SECONDS = 180 * 24 * 60 * 60;

/** 256 random bits in base64url. */
const VALUE = /^[A-Za-z0-9_-]{43}$/;

/** `__Host-` binds the cookie to this very host over https; plain http cannot have it. */
function cookieName(): string {
  return config.secureCookies ? "__Host-aurolot" : "aurolot";
}

/**
 * The session cookie's value. Null when it is missing, malformed, or there are several: one of them was planted by
 * another host of the domain, and nobody can tell which.
 */
export function readSessionCookie(request: Request): string | null {
  const prefix = `${cookieName()}=`;
  const values = (request.headers.get("Cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
  const [value] = values;
  return values.length === 1 && value !== undefined && VALUE.test(value) ? value : null;
}

/** The Set-Cookie header for a session. */
export function sessionCookie(value: string): string {
  const secure = config.secureCookies ? "; Secure" : "";
  return `${cookieName()}=${value}; Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
