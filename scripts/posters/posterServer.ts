import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";

const TYPES: Readonly<Record<string, string>> = { ".glb": "model/gltf-binary", ".webp": "image/webp" };

/** Serves the poster page and a model store on the loopback interface, and takes the pictures. */
export interface PosterServer {
  readonly url: string;
  close(): void;
}

/** @param onPicture receives each finish's RGBA bytes. */
export async function startPosterServer(
  store: string,
  onPicture: (finish: string, pixels: Buffer) => void,
): Promise<PosterServer> {
  const script = await bundlePage();

  async function answer(request: IncomingMessage): Promise<{ headers: Record<string, string>; body: Buffer | string }> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/") return { headers: { "content-type": "text/html" }, body: `<!doctype html><link rel="icon" href="data:,"><script src="/page.js"></script>` };
    if (pathname === "/page.js") return { headers: { "content-type": "text/javascript" }, body: script };
    if (pathname.startsWith("/result/")) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      onPicture(decodeURIComponent(pathname.slice("/result/".length)), Buffer.concat(chunks));
      return { headers: {}, body: "" };
    }
    if (!pathname.startsWith("/store/models/") || pathname.includes("..")) throw new Error("not found");
    const extension = path.extname(pathname);
    const headers: Record<string, string> = { "content-type": TYPES[extension] ?? "application/octet-stream" };
    // The store keeps GLB files as they are sent.
    if (extension === ".glb") headers["content-encoding"] = "br";
    return { headers, body: await readFile(path.join(store, decodeURIComponent(pathname.slice("/store/".length)))) };
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ headers, body }) => response.writeHead(200, headers).end(body),
      (error: unknown) => response.writeHead(404).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "page.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
