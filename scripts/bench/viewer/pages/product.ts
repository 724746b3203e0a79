import type { ModelManifest } from "../../../../app/domain/modelManifest";
import { en } from "../../../../app/messages/en";
import type { ProductViewerProps } from "../../../../app/viewer/ProductViewer";

/** A product as our page is told of it. */
export interface PageProduct {
  readonly slug: string;
  readonly manifest: ModelManifest;
  /** Where the page's server keeps its files. */
  readonly baseUrl: string;
}

/** What the shop gives its viewer. */
export function viewerProps({ slug, manifest, baseUrl }: PageProduct): ProductViewerProps {
  return {
    manifest,
    baseUrl,
    variant: manifest.variants[0] ?? "",
    alt: slug,
    labels: { ...en.product.viewer, canvas: en.product.viewer.canvas(slug) },
    sizes: "100vw",
    className: "size-full",
  };
}
