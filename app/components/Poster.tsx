import type { ModelPoster } from "~/domain/modelManifest";
import { useMessages } from "~/messages/useMarket";
import { PosterPicture } from "~/viewer/PosterPicture";
import { posterSources } from "~/viewer/posterSources";
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
  return <PosterPicture sources={sources} alt={alt} sizes={sizes} priority={priority} className={`aspect-square object-contain ${className}`} />;
}

function PosterPlaceholder({ name, hidden, className }: { name: string; hidden: boolean; className: string }) {
  const messages = useMessages();
  const role = hidden ? { "aria-hidden": true } : { role: "img", "aria-label": messages.product.noPicture(name) };
  return (
    <svg {...role} viewBox="0 0 100 100" className={`aspect-square ${className}`}>
      <ellipse cx="50" cy="69" rx="17" ry="2" className="fill-shade" />
      <text x="50" y="66" textAnchor="middle" fontSize="32" className="fill-edge font-display">
        {name.slice(0, 1)}
      </text>
    </svg>
  );
}
