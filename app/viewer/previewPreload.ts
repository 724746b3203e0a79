import type { ModelManifest } from "../domain/modelManifest";

/** The attributes of a `<link>` that starts the preview's download before any script runs. */
export interface PreloadLink {
  rel: "preload";
  as: "fetch";
  href: string;
  crossOrigin: "anonymous";
}

/**
 * The preload of a model's first picture. The browser hands it to the viewer only if both requests agree in URL, mode
 * and credentials: `crossorigin="anonymous"` is what `REQUEST` in fetchQueue.ts asks for.
 * @param baseUrl Where the model store is served, e.g. `/models-store` or `https://cdn.example`; the trailing slash may be left out.
 */
export function previewPreload(manifest: ModelManifest, baseUrl: string): PreloadLink | null {
  const [preview] = manifest.tiers;
  if (!preview) return null;
  return { rel: "preload", as: "fetch", href: fileUrl(baseUrl, preview.model.path), crossOrigin: "anonymous" };
}

/**
 * Preloads of the 3D view's code, `<link>` elements for a page's meta. Low: picture and page come first where the line
 * is slow.
 * @param scripts Paths of the client files that it is in.
 */
export function viewerPreloads(scripts: readonly string[]): { tagName: "link"; rel: "modulepreload"; href: string; fetchpriority: "low" }[] {
  return scripts.map((href) => ({ tagName: "link", rel: "modulepreload", href, fetchpriority: "low" }));
}

/** The URL of a file of the model store. */
export function fileUrl(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/$/, "")}/${path}`;
}
