import { lookup } from "./registry.ts";
import type { EnvironmentStack } from "./stack.ts";

/** The header by which load balancers know CloudFront. Lower case, as firewalls name headers. */
export const ORIGIN_SECRET_HEADER = "x-aurolot-origin";

type OriginSecret = "a" | "b";

/**
 * Load balancers accept either of two secrets, so that they can be changed without a gap, also when a region is added,
 * which would get ones of its own: raise the number of the one that is not sent, apply `security` and every `web`; name
 * it as sent, apply `global`.
 */
export const ORIGIN_SECRET_VERSIONS: Readonly<Record<OriginSecret, number>> = { a: 1, b: 1 };
const SENT: OriginSecret = "a";

/** What CloudFront sends. It has to stand in the distribution, so the state holds it too, encrypted; plans hide it. */
export function sentOriginSecret(stack: EnvironmentStack): string {
  return lookup(stack, "security", `origin-secret-${SENT}`);
}

/** What load balancers accept. */
export function acceptedOriginSecrets(stack: EnvironmentStack): string[] {
  return [lookup(stack, "security", "origin-secret-a"), lookup(stack, "security", "origin-secret-b")];
}
