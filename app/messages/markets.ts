import type { Currency } from "~/domain/money";
import { en, type Messages } from "./en";

/** A place the shop sells in: its language, its formats, its currency. */
export interface Market {
  /** URL prefix without slashes; the default market has none. */
  readonly prefix: string | null;
  /** BCP 47 tag for `lang` and for Intl. */
  readonly locale: string;
  readonly currency: Currency;
  /** IANA name; dates are shown in this zone on server and client alike. */
  readonly timeZone: string;
  readonly messages: Messages;
}

/** The market of URLs without a prefix. */
export const DEFAULT_MARKET: Market = {
  prefix: null,
  locale: "en-IE",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  messages: en,
};

const PREFIXED_MARKETS: readonly Market[] = [
  { prefix: "de-de", locale: "de-DE", currency: "EUR", timeZone: "Europe/Berlin", messages: en },
];

/** Every market, the default one first. */
export const MARKETS: readonly Market[] = [DEFAULT_MARKET, ...PREFIXED_MARKETS];

/** The market with this URL prefix; the default one for none; null for an unknown prefix. */
export function findMarket(prefix: string | undefined): Market | null {
  if (prefix === undefined) return DEFAULT_MARKET;
  return PREFIXED_MARKETS.find((market) => market.prefix === prefix) ?? null;
}

/** The market that an order was made in, by the locale it carries; for a locale of none, the default one with its formats. */
export function marketOf(locale: string): Market {
  return MARKETS.find((market) => market.locale === locale) ?? { ...DEFAULT_MARKET, locale };
}

/** A path of the shop within a market, e.g. `/cart` → `/de-de/cart`. */
export function pathIn(market: Market, path: string): string {
  if (market.prefix === null) return path;
  return path === "/" ? `/${market.prefix}` : `/${market.prefix}${path}`;
}
