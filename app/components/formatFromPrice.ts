import { money } from "~/domain/money";
import { formatPrice } from "~/messages/format";
import type { Market } from "~/messages/markets";
import type { ShownProduct } from "./shown";

/** A product's price; its lowest, marked as such, where its finishes differ. */
export function formatFromPrice({ finishes, fromPriceMinor, currency }: ShownProduct, market: Market): string {
  const price = formatPrice(money(fromPriceMinor, currency), market);
  const isRange = finishes.some((finish) => finish.priceMinor !== fromPriceMinor);
  return isRange ? market.messages.product.from(price) : price;
}
