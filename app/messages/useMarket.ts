import { useParams } from "@remix-run/react";
import type { Messages } from "./en";
import { DEFAULT_MARKET, findMarket, type Market } from "./markets";

/** The market of the current URL; the default one where the prefix is unknown (the 404 page). */
export function useMarket(): Market {
  return findMarket(useParams().market) ?? DEFAULT_MARKET;
}

/** The texts of the current market. */
export function useMessages(): Messages {
  return useMarket().messages;
}
