import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** A file as it is stored: what the browser is sent, byte for byte. */
export interface SiteFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The one server that both viewers' pages come from. */
export interface Site {
  readonly url: string;
  /** Puts a file at a path, `/…`. */
  put(pathname: string, file: SiteFile): void;
  /** Puts the file that lies at one path at another too. @returns the other. */
  alias(pathname: string, other: string): string;
  /** How many bytes were put there below a path, as sent. */
  bytesBelow(pathname: string): number;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".glb": "model/gltf-binary",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
/** Formats that are compressed in themselves. */
const PACKED = new Set([".webp", ".woff2"]);
/** Above this size brotli's best level takes too long; models of that size gain next to nothing by it. */
const BEST_BROTLI_BYTES = 8 * 1024 * 1024;

/** A file of this name, brotli-compressed once as a shop's store would keep it, unless its format is compressed in itself. */
export function compressed(name: string, body: Uint8Array | string): SiteFile {
  const extension = path.extname(name);
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  if (PACKED.has(extension)) return { headers: headersOf(extension), body: bytes };
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: bytes.byteLength > BEST_BROTLI_BYTES ? 9 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
  });
  return packed.byteLength < bytes.byteLength
    ? { headers: { ...headersOf(extension), "content-encoding": "br" }, body: packed }
    : { headers: headersOf(extension), body: bytes };
}

function headersOf(extension: string): Record<string, string> {
  const type = TYPES[extension] ?? "application/octet-stream";
  return { "content-type": type, "cache-control": extension === ".html" ? "no-store" : "public, max-age=31536000, immutable" };
}

/** Our model store lies below `/store/`, and again below `/store/<number>/`, for products that differ in their URLs only. */
const STORED = /^\/store\/(?:\d+\/)?(models\/.+)$/;

/**
 * Starts the server on the loopback interface: HTTP/1.1, everything compressed beforehand.
 * @param store the folder of our model store, served as it lies there: GLBs are stored brotli-compressed.
 */
export async function startSite(store: string): Promise<Site> {
  const files = new Map<string, SiteFile>();

  async function find(pathname: string): Promise<SiteFile> {
    const file = files.get(pathname);
    if (file) return file;
    const [, stored] = STORED.exec(pathname) ?? [];
    if (stored === undefined || stored.includes("..")) throw new Error(`${pathname} is not served.`);
    const extension = path.extname(pathname);
    const encoding: Record<string, string> = extension === ".glb" ? { "content-encoding": "br" } : {};
    return { headers: { ...headersOf(extension), ...encoding }, body: await readFile(path.join(store, stored)) };
  }

  const server = createServer((request, response) => {
    find(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname)).then(
      ({ headers, body }) => response.writeHead(200, { ...headers, "content-length": body.byteLength }).end(body),
      (error: unknown) => response.writeHead(404).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (pathname, file) => void files.set(pathname, file),
    alias(pathname, other) {
      const file = files.get(pathname);
      if (!file) throw new Error(`Nothing was put at ${pathname}.`);
      files.set(other, file);
      return other;
    },
    bytesBelow: (start) => [...files].reduce((total, [pathname, { body }]) => total + (pathname.startsWith(start) ? body.byteLength : 0), 0),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
