import type { Params } from "@remix-run/react";
import { findMarket, type Market } from "./markets";

/**
 * The market of a request, from its route parameters.
 * @throws Response 404 for a prefix that names no market
 */
export function requireMarket(params: Params): Market {
  const market = findMarket(params.market);
  if (!market) throw new Response(null, { status: 404 });
  return market;
}
