import { useMessages } from "~/messages/useMarket";
import { categoryOrder } from "./categoryOrder";
import { MarketLink } from "./MarketLink";

/** The foot of every page. */
export function SiteFooter() {
  const messages = useMessages();
  return (
    <footer className="border-t border-line bg-paper">
      <div className="mx-auto flex max-w-page flex-col gap-4 px-gutter py-8 text-small text-ink-soft md:flex-row md:items-center md:justify-between">
        <p className="max-w-text">{messages.shop.footer}</p>
        <nav aria-label={messages.shop.footerNavigation} className="-mx-2 flex flex-wrap">
          {categoryOrder(messages).map((category) => (
            <MarketLink
              key={category}
              to={`/shop/${category}`}
              className="inline-flex min-h-tap items-center px-2 hover:text-accent"
            >
              {messages.categories[category].name}
            </MarketLink>
          ))}
          <MarketLink to="/search" className="inline-flex min-h-tap items-center px-2 hover:text-accent">
            {messages.search.title}
          </MarketLink>
        </nav>
      </div>
    </footer>
  );
}
