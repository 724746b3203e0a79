import type { ModelPoster } from "../domain/modelManifest";
import { fileUrl } from "./previewPreload";

/** What a `<picture>` needs to show a poster. */
export interface PosterSources {
  /** WebP, for what reads one address only: old browsers, shared links, structured data. */
  src: string;
  /** WebP in all sizes, which every browser reads. */
  srcSet: string;
  /** AVIF, for browsers that read it; missing where a size lacks it, so that no browser gets a coarser picture. */
  avif?: string;
  /** Width and height of `src`, in pixels. */
  size: number;
}

/** An image that the browser fetches before it has laid out the page. */
export interface PosterPreload {
  rel: "preload";
  as: "image";
  /** A browser that doesn't read the type leaves the preload alone. */
  type: "image/avif" | "image/webp";
  imageSrcSet: string;
  imageSizes: string;
  fetchpriority: "high";
}

/** `src` is the largest poster up to this size: sharp in a shared link, and small enough for an old browser. */
const SINGLE_SIZE = 960;

/**
 * The sources of a poster, from its sizes.
 * @param posters one picture in several sizes; null comes back for none
 * @param baseUrl where models are fetched from; empty for the page's own origin
 */
export function posterSources(posters: readonly ModelPoster[], baseUrl: string): PosterSources | null {
  const bySize = [...posters].sort((a, b) => a.size - b.size);
  const single = bySize.findLast(({ size }) => size <= SINGLE_SIZE) ?? bySize[0];
  if (!single) return null;
  const avif = bySize.flatMap(({ avif, size }) => (avif ? [`${fileUrl(baseUrl, avif.path)} ${size}w`] : []));
  return {
    src: fileUrl(baseUrl, single.file.path),
    srcSet: bySize.map(({ file, size }) => `${fileUrl(baseUrl, file.path)} ${size}w`).join(", "),
    ...(avif.length === bySize.length && { avif: avif.join(", ") }),
    size: single.size,
  };
}

/**
 * The preload of a picture's best type: it fetches the file that the `<picture>` will choose.
 * @param sizes the picture's own `sizes` attribute
 */
export function posterPreload({ avif, srcSet }: PosterSources, sizes: string): PosterPreload {
  const type = avif === undefined ? "image/webp" : "image/avif";
  return { rel: "preload", as: "image", type, imageSrcSet: avif ?? srcSet, imageSizes: sizes, fetchpriority: "high" };
}
