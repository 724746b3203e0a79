import { useMarket } from "~/messages/useMarket";
import type { ShownProduct } from "./shown";
import { primaryButton } from "./buttonStyles";
import { formatFromPrice } from "./formatFromPrice";
import { MarketLink } from "./MarketLink";
import { Poster } from "./Poster";

/** The cover: one product on the studio ground, and why this shop is different. */
export function HomeHero({ product }: { product: ShownProduct }) {
  const market = useMarket();
  const { home } = market.messages;
  return (
    <section className="studio overflow-hidden lg:[--studio-light:72%]">
      <div className="mx-auto grid max-w-page px-gutter lg:min-h-stage-tall lg:grid-cols-2 lg:grid-rows-[1fr_1fr] lg:gap-x-8">
        <h1 className="pt-8 font-display text-display font-book lg:self-end lg:pt-0">{home.headline}</h1>
        <Poster
          posters={product.poster}
          name={product.name}
          alt={product.name}
          sizes="(min-width: 64rem) 50vw, 100vw"
          priority
          className="-my-4 w-full max-w-full lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:my-0 lg:max-h-stage-tall lg:self-center"
        />
        <div className="pb-12 lg:col-start-1 lg:row-start-2 lg:pt-8">
          <p className="max-w-text text-lead lg:max-w-note">{home.lead}</p>
          <p className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-4 lg:mt-8">
            <MarketLink to={`/products/${product.slug}`} prefetch="intent" className={primaryButton}>
              {home.heroLink(product.name)}
            </MarketLink>
            <span className="font-display text-title font-book">{formatFromPrice(product, market)}</span>
          </p>
        </div>
      </div>
    </section>
  );
}
