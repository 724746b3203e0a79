import { useMemo } from "react";
import type { Finish, Product } from "~/domain/catalog";
import { useMessages } from "~/messages/useMarket";
import { ProductViewer } from "~/viewer/ProductViewer";
import { useModelsBaseUrl } from "./useModelsBaseUrl";

/** The `sizes` of the stage's poster, for the picture and for its preload alike. */
export const STAGE_SIZES = "(min-width: 64rem) min(66vw, 92svh), min(100vw, 51svh)";

/** The product on its ground: picture first, then in three dimensions. */
export function ProductStage({ product, finish }: { product: Product; finish: Finish }) {
  const { product: text } = useMessages();
  const labels = useMemo(
    () => ({ ...text.viewer, canvas: text.viewer.canvas(product.name) }),
    [text, product.name],
  );
  return (
    <div className="studio h-stage lg:sticky lg:top-0 lg:h-stage-tall">
      <ProductViewer
        manifest={product.model}
        baseUrl={useModelsBaseUrl()}
        variant={finish.id}
        alt={text.picture(product.name, finish.name)}
        labels={labels}
        sizes={STAGE_SIZES}
        className="size-full"
      />
    </div>
  );
}
