import { Link, type LinkProps } from "@remix-run/react";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";

/** A link to a path of the shop that stays in the current market. */
export function MarketLink({ to, ...props }: Omit<LinkProps, "to"> & { to: string }) {
  return <Link to={pathIn(useMarket(), to)} {...props} />;
}
