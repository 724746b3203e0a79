import type { ModelPoster } from "~/domain/modelManifest";

/** What an `<img>` needs to show a poster. */
export interface PosterSources {
  src: string;
  srcSet: string;
  /** Width and height of `src`, in pixels. */
  size: number;
}

/**
 * The sources of a poster, from its sizes.
 * @param posters one picture in several sizes; null comes back for none
 * @param baseUrl where models are fetched from; empty for the shop's own origin
 */
export function posterSources(posters: readonly ModelPoster[], baseUrl: string): PosterSources | null {
  const bySize = [...posters].sort((a, b) => a.size - b.size);
  const middle = bySize[Math.floor((bySize.length - 1) / 2)];
  if (!middle) return null;
  return {
    src: urlOf(middle, baseUrl),
    srcSet: bySize.map((poster) => `${urlOf(poster, baseUrl)} ${poster.size}w`).join(", "),
    size: middle.size,
  };
}

/** The posters of one finish. */
export function postersOf(posters: readonly ModelPoster[], variant: string): ModelPoster[] {
  return posters.filter((poster) => poster.variant === variant);
}

function urlOf(poster: ModelPoster, baseUrl: string): string {
  return `${baseUrl}/${poster.file.path}`;
}
