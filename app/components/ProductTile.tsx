import { useRef } from "react";
import { useMarket } from "~/messages/useMarket";
import type { ShownProduct } from "./shown";
import { formatFromPrice } from "./formatFromPrice";
import { FinishDots } from "./FinishDots";
import { MarketLink } from "./MarketLink";
import { Poster } from "./Poster";
import type { TurningTiles } from "./useTurningTile";

interface ProductTileProps {
  product: ShownProduct;
  /** In the first row of the window: its picture is fetched at once. */
  priority: boolean;
  /** Its product is turning in the picture's place. */
  turns: boolean;
  onLook: TurningTiles["look"];
  onLeave: TurningTiles["leave"];
}

const FADE = "transition-opacity duration-200 ease-linear";
const SIZES = "(min-width: 64rem) 33vw, 50vw";

/** A product on the wall: the picture, its name, its price, its finishes. */
export function ProductTile({ product, priority, turns, onLook, onLeave }: ProductTileProps) {
  const market = useMarket();
  const { product: text } = market.messages;
  const slot = useRef<HTMLDivElement>(null);
  const look = () => slot.current && onLook({ slug: product.slug, finish: product.finishes[0]?.id ?? "" }, slot.current);
  return (
    <article
      className="group relative"
      data-turns={turns || undefined}
      onPointerEnter={(event) => event.pointerType === "mouse" && look()}
      onPointerLeave={onLeave}
      onFocus={(event) => event.target.matches(":focus-visible") && look()}
      onBlur={onLeave}
    >
      <div className={`lit relative transition-transform group-hover:-translate-y-1 ${product.available ? "" : "opacity-50"}`}>
        <Poster
          posters={product.poster}
          name={product.name}
          alt=""
          sizes={SIZES}
          priority={priority}
          className={`w-full group-data-turns:opacity-0 ${FADE}`}
        />
        <div ref={slot} className={`absolute inset-0 not-group-data-turns:opacity-0 ${FADE}`} />
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
