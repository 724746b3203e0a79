import type { ReactElement } from "react";
import type { PosterSources } from "./posterSources";

interface PosterPictureProps {
  readonly sources: PosterSources;
  /** Empty where the product's name stands beside the picture. */
  readonly alt: string;
  /** The `sizes` attribute. */
  readonly sizes: string;
  /** The page's largest picture: fetched first and at once. */
  readonly priority?: boolean;
  /** Of the image; the `<picture>` around it makes no box. */
  readonly className?: string;
}

/** A product's picture, square and transparent: AVIF where the browser reads it, WebP elsewhere. */
export function PosterPicture({ sources, alt, sizes, priority = false, className }: PosterPictureProps): ReactElement {
  return (
    <picture className="contents">
      {sources.avif && <source type="image/avif" srcSet={sources.avif} sizes={sizes} />}
      <img
        src={sources.src}
        srcSet={sources.srcSet}
        sizes={sizes}
        width={sources.size}
        height={sources.size}
        alt={alt}
        decoding="async"
        loading={priority ? "eager" : "lazy"}
        // React 18 knows this attribute only in small letters.
        {...(priority ? { fetchpriority: "high" } : {})}
        className={className}
      />
    </picture>
  );
}
