import { readFile } from "node:fs/promises";
import path from "node:path";
import { type PageServer, startPageServer } from "../browser/pageServer.ts";

const TYPES: Readonly<Record<string, string>> = { ".glb": "model/gltf-binary", ".webp": "image/webp" };

/**
 * Serves the poster page and a model store below `/store/`, and takes the pictures.
 * @param onPicture receives each finish's RGBA bytes.
 */
export function startPosterServer(store: string, onPicture: (finish: string, pixels: Buffer) => void): Promise<PageServer> {
  return startPageServer({
    script: path.join(import.meta.dirname, "page.ts"),
    onResult: onPicture,
    async fileAt(pathname) {
      if (!pathname.startsWith("/store/models/") || pathname.includes("..")) return undefined;
      const extension = path.extname(pathname);
      const headers: Record<string, string> = { "content-type": TYPES[extension] ?? "application/octet-stream" };
      // The store keeps GLB files as they are sent.
      if (extension === ".glb") headers["content-encoding"] = "br";
      return { headers, body: await readFile(path.join(store, pathname.slice("/store/".length))) };
    },
  });
}
