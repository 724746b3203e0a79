import type { Money } from "~/domain/money";
import type { Market } from "./markets";

const MINOR_UNITS_PER_UNIT = 100;

/** An amount as a price tag shows it: without cents when there are none, e.g. `€1,290`. */
export function formatPrice(amount: Money, market: Market): string {
  return new Intl.NumberFormat(market.locale, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: amount.minor % MINOR_UNITS_PER_UNIT === 0 ? 0 : 2,
  }).format(amount.minor / MINOR_UNITS_PER_UNIT);
}

/** An amount as a bill shows it: always with cents, e.g. `€1,290.00`. */
export function formatAmount(amount: Money, market: Market): string {
  return new Intl.NumberFormat(market.locale, { style: "currency", currency: amount.currency }).format(
    amount.minor / MINOR_UNITS_PER_UNIT,
  );
}

/** Millimetres as centimetres, e.g. `72.5`. */
export function formatCentimetres(millimetres: number, market: Market): string {
  return new Intl.NumberFormat(market.locale, { maximumFractionDigits: 1 }).format(millimetres / 10);
}

/** Millimetres as international inches (25.4 mm), e.g. `28.5`. */
export function formatInches(millimetres: number, market: Market): string {
  return new Intl.NumberFormat(market.locale, { maximumFractionDigits: 1 }).format(millimetres / 25.4);
}

/** Grams as kilograms above one, as grams below, e.g. `11.4 kg`. */
export function formatWeight(grams: number, market: Market): string {
  const [value, unit] = grams >= 1000 ? [grams / 1000, "kilogram"] : [grams, "gram"];
  return new Intl.NumberFormat(market.locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/** A moment with date, time and zone. */
export function formatMoment(moment: Date, market: Market): string {
  return new Intl.DateTimeFormat(market.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: market.timeZone,
  }).format(moment);
}

/** The time of day of a moment, with its zone. */
export function formatTime(moment: Date, market: Market): string {
  return new Intl.DateTimeFormat(market.locale, {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: market.timeZone,
    timeZoneName: "short",
  }).format(moment);
}

/** Names joined as the language does, e.g. `Oat, Moss and Ink`. */
export function formatList(items: readonly string[], market: Market): string {
  return new Intl.ListFormat(market.locale, { type: "conjunction" }).format(items);
}

/** The name of a country in the market's language. */
export function formatCountry(code: string, market: Market): string {
  return new Intl.DisplayNames(market.locale, { type: "region" }).of(code) ?? code;
}
