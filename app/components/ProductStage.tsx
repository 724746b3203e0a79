import { useMemo } from "react";
import type { Finish, Product } from "~/domain/catalog";
import { formatLength, lengthUnits } from "~/messages/format";
import type { Market } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { ProductViewer, type Measures } from "~/viewer/ProductViewer";
import { useModelsBaseUrl } from "./useModelsBaseUrl";

/** The `sizes` of the stage's poster, for the picture and for its preload alike. */
export const STAGE_SIZES = "(min-width: 64rem) min(66vw, 92svh), min(100vw, 51svh)";

/** The product on its ground: picture first, then in three dimensions. */
export function ProductStage({ product, finish }: { product: Product; finish: Finish }) {
  const market = useMarket();
  const { product: text } = market.messages;
  const labels = useMemo(
    () => ({ ...text.viewer, canvas: text.viewer.canvas(product.name) }),
    [text, product.name],
  );
  const measures = useMemo(() => measuresOf(product.dimensionsMm, market), [product.dimensionsMm, market]);
  return (
    <div className="studio h-stage lg:sticky lg:top-0 lg:h-stage-tall">
      <ProductViewer
        manifest={product.model}
        baseUrl={useModelsBaseUrl()}
        variant={finish.id}
        alt={text.picture(product.name, finish.name)}
        labels={labels}
        hotspots={product.hotspots}
        measures={measures}
        sizes={STAGE_SIZES}
        className="size-full"
      />
    </div>
  );
}

function measuresOf({ width, height, depth }: Product["dimensionsMm"], market: Market): Measures[] {
  return lengthUnits(market).map((unit) => {
    const { name, choose } = market.messages.product.units[unit];
    const inUnit = (mm: number) => formatLength(mm, unit, market);
    return { unit: name, choose, width: inUnit(width), height: inUnit(height), depth: inUnit(depth) };
  });
}
