import type { ModelPoster } from "./modelManifest";

/** The posters of one finish; those of the first finish that has any where this one has none. */
export function postersOf(posters: readonly ModelPoster[], finishId: string | undefined): ModelPoster[] {
  const own = posters.filter((poster) => poster.variant === finishId);
  return own.length > 0 ? own : posters.filter((poster) => poster.variant === posters[0]?.variant);
}
