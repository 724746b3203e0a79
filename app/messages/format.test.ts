import { describe, expect, it } from "vitest";
import { money } from "~/domain/money";
import { formatAmount, formatLength, formatPrice, formatWeight, lengthUnits } from "./format";
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
    expect(formatLength(725, "centimeter", DEFAULT_MARKET)).toMatch(/^72\.5\s?cm$/);
    expect(formatLength(725, "centimeter", german)).toMatch(/^72,5\s?cm$/);
    expect(formatLength(254, "inch", DEFAULT_MARKET)).toMatch(/^10\s?in$/);
    expect(formatWeight(450, DEFAULT_MARKET)).toMatch(/^450\s?g$/);
    expect(formatWeight(11_400, DEFAULT_MARKET)).toMatch(/^11\.4\s?kg$/);
  });
});

describe("length units", () => {
  it("begin with the one that the market measures in", () => {
    expect(lengthUnits(german)[0]).toBe("centimeter");
    expect(lengthUnits({ ...DEFAULT_MARKET, locale: "en-US" })[0]).toBe("inch");
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
