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

/** The units that lengths are shown in. */
export const LENGTH_UNITS = ["centimeter", "inch"] as const;
export type LengthUnit = (typeof LENGTH_UNITS)[number];

const MILLIMETRES_PER: Readonly<Record<LengthUnit, number>> = { centimeter: 10, inch: 25.4 };
/** Regions that measure furniture in inches (CLDR's measurement system "US"). */
const INCH_REGIONS = ["US", "LR", "MM"];

/** Millimetres in a unit, e.g. `72.5 cm` or `28.5 in`. */
export function formatLength(millimetres: number, unit: LengthUnit, market: Market): string {
  return new Intl.NumberFormat(market.locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(
    millimetres / MILLIMETRES_PER[unit],
  );
}

/** The units in the order that the market's readers expect. */
export function lengthUnits(market: Market): readonly LengthUnit[] {
  const region = new Intl.Locale(market.locale).region ?? "";
  return INCH_REGIONS.includes(region) ? [...LENGTH_UNITS].reverse() : LENGTH_UNITS;
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
