import { NavLink } from "@remix-run/react";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { CartLink } from "./CartLink";
import { categoryOrder } from "./categoryOrder";
import { SearchIcon } from "./icons";
import { MarketLink } from "./MarketLink";
import { SearchForm } from "./SearchForm";

const activeMark = "underline decoration-accent decoration-2 underline-offset-8";

/** The masthead: name, categories, search and cart. */
export function SiteHeader() {
  const market = useMarket();
  const { messages } = market;
  return (
    <header className="mx-auto grid w-full max-w-page grid-cols-[1fr_auto_auto] items-center gap-x-1 px-gutter pt-2 text-small lg:min-h-16 lg:grid-cols-[auto_1fr_auto_auto] lg:gap-x-8 lg:pt-0">
      <MarketLink
        to="/"
        aria-label={messages.shop.home}
        className="inline-flex min-h-tap items-center font-display text-title font-book"
      >
        {messages.shop.name}
      </MarketLink>
      <nav
        aria-label={messages.shop.mainNavigation}
        className="order-last col-span-full -mx-2 flex gap-2 lg:order-none lg:col-span-1 lg:gap-4"
      >
        {categoryOrder(messages).map((category) => (
          <NavLink
            key={category}
            to={pathIn(market, `/shop/${category}`)}
            prefetch="intent"
            className={({ isActive }) =>
              `inline-flex min-h-tap items-center px-2 hover:text-accent ${isActive ? activeMark : ""}`
            }
          >
            {messages.categories[category].name}
          </NavLink>
        ))}
      </nav>
      <div className="hidden lg:block">
        <SearchForm id="header-search" name={messages.search.everywhere} />
      </div>
      <MarketLink
        to="/search"
        aria-label={messages.search.title}
        className="grid size-tap place-items-center hover:text-accent lg:hidden"
      >
        <SearchIcon />
      </MarketLink>
      <CartLink />
    </header>
  );
}
