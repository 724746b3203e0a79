import { describe, expect, it } from "vitest";
import { money } from "~/domain/money";
import { formatAmount, formatCentimetres, formatInches, formatPrice, formatWeight } from "./format";
import { DEFAULT_MARKET, findMarket, pathIn } from "./markets";

const german = findMarket("de-de");
if (!german) throw new Error("The German market is missing.");

describe("formats", () => {
  it("show prices without idle cents and amounts with them", () => {
    expect(formatPrice(money(129_000), DEFAULT_MARKET)).toBe("€1,290");
    expect(formatPrice(money(129_050), DEFAULT_MARKET)).toBe("€1,290.50");
    expect(formatAmount(money(129_000), DEFAULT_MARKET)).toBe("€1,290.00");
  });

  it("follow the market", () => {
    expect(formatAmount(money(129_000), german).replace(/\s/g, " ")).toBe("1.290,00 €");
  });

  it("show lengths in both systems and weights in the unit that fits", () => {
    expect(formatCentimetres(725, DEFAULT_MARKET)).toBe("72.5");
    expect(formatInches(254, DEFAULT_MARKET)).toBe("10");
    expect(formatWeight(450, DEFAULT_MARKET)).toMatch(/^450\s?g$/);
    expect(formatWeight(11_400, DEFAULT_MARKET)).toMatch(/^11\.4\s?kg$/);
  });
});

describe("markets", () => {
  it("are found by their prefix; the default one has none", () => {
    expect(findMarket(undefined)).toBe(DEFAULT_MARKET);
    expect(findMarket("xx-yy")).toBeNull();
  });

  it("keep their prefix in paths", () => {
    expect(pathIn(DEFAULT_MARKET, "/cart")).toBe("/cart");
    expect(pathIn(german, "/cart")).toBe("/de-de/cart");
    expect(pathIn(german, "/")).toBe("/de-de");
  });
});
