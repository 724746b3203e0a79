import type { HeadersFunction } from "@remix-run/node";

/**
 * How long answers may be kept, by name. Pages that are the same for everyone are kept by the CDN for a minute and shown
 * stale for ten more while it fetches a new one; what belongs to one shopper is kept nowhere.
 */
export const CACHE_CONTROL = {
  publicPage: "public, max-age=0, s-maxage=60, stale-while-revalidate=600",
  personal: "private, no-store",
} as const;

/** `headers` of a page that is the same for everyone. */
export const publicPageHeaders: HeadersFunction = ({ errorHeaders }) => ({
  "Cache-Control": errorHeaders ? CACHE_CONTROL.personal : CACHE_CONTROL.publicPage,
});

/** `headers` of a page that belongs to one shopper, and of every error page. */
export const personalPageHeaders: HeadersFunction = () => ({ "Cache-Control": CACHE_CONTROL.personal });
