import type { ModelPoster } from "~/domain/modelManifest";
import { useMessages } from "~/messages/useMarket";
import { posterSources } from "./posterSources";
import { useModelsBaseUrl } from "./useModelsBaseUrl";

interface PosterProps {
  posters: readonly ModelPoster[];
  /** Name of the product; its first letter stands in while there is no picture. */
  name: string;
  /** Empty where the name stands beside the picture. */
  alt: string;
  /** The `sizes` attribute. */
  sizes: string;
  /** The page's largest picture: fetched first and at once. */
  priority?: boolean;
  className?: string;
}

/** A product's picture, square and transparent, to be laid on the studio ground. */
export function Poster({ posters, name, alt, sizes, priority = false, className = "" }: PosterProps) {
  const sources = posterSources(posters, useModelsBaseUrl());
  if (!sources) return <PosterPlaceholder name={name} hidden={alt === ""} className={className} />;
  return (
    <img
      src={sources.src}
      srcSet={sources.srcSet}
      sizes={sizes}
      width={sources.size}
      height={sources.size}
      alt={alt}
      decoding="async"
      loading={priority ? "eager" : "lazy"}
      {...(priority ? { fetchpriority: "high" } : {})}
      className={`aspect-square object-contain ${className}`}
    />
  );
}

function PosterPlaceholder({ name, hidden, className }: { name: string; hidden: boolean; className: string }) {
  const messages = useMessages();
  const role = hidden ? { "aria-hidden": true } : { role: "img", "aria-label": messages.product.noPicture(name) };
  return (
    <span {...role} className={`relative grid aspect-square place-items-center ${className}`}>
      <span className="font-display text-display leading-none text-edge">{name.slice(0, 1)}</span>
      <span className="contact-shadow absolute inset-x-1/4 bottom-1/4 h-4" />
    </span>
  );
}
