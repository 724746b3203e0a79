import { useMarket } from "~/messages/useMarket";
import type { ShownProduct } from "./shown";
import { formatFromPrice } from "./formatFromPrice";
import { FinishDots } from "./FinishDots";
import { MarketLink } from "./MarketLink";
import { Poster } from "./Poster";

interface ProductTileProps {
  product: ShownProduct;
  /** In the first row of the window: its picture is fetched at once. */
  priority: boolean;
}

const SIZES = "(min-width: 64rem) 33vw, 50vw";

/** A product on the wall: the picture, its name, its price, its finishes. */
export function ProductTile({ product, priority }: ProductTileProps) {
  const market = useMarket();
  const { product: text } = market.messages;
  return (
    <article className="group relative">
      <div className="lit">
        <Poster
          posters={product.poster}
          name={product.name}
          alt=""
          sizes={SIZES}
          priority={priority}
          className={`w-full transition-transform group-hover:-translate-y-1 ${product.available ? "" : "opacity-50"}`}
        />
      </div>
      <div className="px-2 pb-4 text-center md:px-4">
        <h3 className="font-display text-body font-book md:text-title">
          <MarketLink
            to={`/products/${product.slug}`}
            prefetch="intent"
            className="after:absolute after:inset-0 group-hover:underline group-hover:decoration-accent group-hover:decoration-1 group-hover:underline-offset-4"
          >
            {product.name}
          </MarketLink>
        </h3>
        <p className="mt-1 hidden text-small text-ink-soft md:block">{product.tagline}</p>
        <p className="mt-2 flex flex-wrap items-center justify-center gap-x-3 gap-y-2 text-small">
          <span>{product.available ? formatFromPrice(product, market) : text.soldOutEverywhere}</span>
          <FinishDots finishes={product.finishes} />
        </p>
      </div>
    </article>
  );
}
