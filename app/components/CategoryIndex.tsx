import { useMessages } from "~/messages/useMarket";
import type { ShownProduct } from "./shown";
import { categoryOrder } from "./categoryOrder";
import { MarketLink } from "./MarketLink";
import { Poster } from "./Poster";

/** The shop's table of contents: a line a category, with a piece of it at the margin. */
export function CategoryIndex({ products }: { products: readonly ShownProduct[] }) {
  const messages = useMessages();
  return (
    <section aria-labelledby="contents" className="bg-paper">
      <div className="mx-auto w-full max-w-page px-gutter py-16 lg:py-24">
      <h2 id="contents" className="text-small text-ink-soft">
        {messages.home.contents}
      </h2>
      <ul className="mt-4 border-t border-line">
        {categoryOrder(messages).map((category) => {
          const { name, line } = messages.categories[category];
          const inside = products.filter((product) => product.category === category);
          const shown = inside.at(-1);
          return (
            <li key={category} className="group relative border-b border-line">
              <div className="grid grid-cols-[1fr_auto] items-center gap-x-4 py-4 lg:grid-cols-[1fr_1fr_auto]">
                <h3 className="font-display text-heading font-book">
                  <MarketLink
                    to={`/shop/${category}`}
                    prefetch="intent"
                    className="after:absolute after:inset-0 group-hover:text-accent"
                  >
                    {name}
                  </MarketLink>
                </h3>
                <p className="col-start-1 text-ink-soft lg:col-start-2">{line}</p>
                <div className="lit col-start-2 row-span-2 row-start-1 w-24 lg:col-start-3 lg:row-span-1 lg:w-32">
                  {shown && <Poster posters={shown.poster} name={shown.name} alt="" sizes="8rem" className="w-full" />}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
      </div>
    </section>
  );
}
