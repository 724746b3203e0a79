import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of ours on the loopback interface, for a headless browser to run. */
export interface PageServer {
  readonly url: string;
  close(): void;
}

/** What the server answers with for a file. */
export interface ServedFile {
  headers: Record<string, string>;
  body: Uint8Array;
}

export interface PageServerOptions {
  /** The page's one script, `<place>.ts`: bundled when the server starts, save where a release has it bundled as `<place>.js`. */
  script: string;
  /** The file at a path, `/…` and decoded; undefined answers 404. */
  fileAt: (pathname: string) => ServedFile | undefined | Promise<ServedFile | undefined>;
  /** Takes what the page posts to `/result/<name>`. */
  onResult: (name: string, body: Buffer) => void;
}

/** How a page's script is bundled. */
export const PAGE_BUNDLE = { bundle: true, format: "iife", target: "es2022" } as const;

/** Serves a page that runs one script, the files it asks for, and takes what it makes: bytes that are too many to hand through the browser's protocol. */
export async function startPageServer({ script, fileAt, onResult }: PageServerOptions): Promise<PageServer> {
  const bundled = await bundle(script);

  async function answer(request: IncomingMessage): Promise<{ headers: Record<string, string>; body: Uint8Array | string }> {
    const pathname = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    if (pathname === "/") return { headers: { "content-type": "text/html" }, body: `<!doctype html><link rel="icon" href="data:,"><script src="/page.js"></script>` };
    if (pathname === "/page.js") return { headers: { "content-type": "text/javascript" }, body: bundled };
    if (pathname.startsWith("/result/")) {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      onResult(pathname.slice("/result/".length), Buffer.concat(parts));
      return { headers: {}, body: "" };
    }
    const file = await fileAt(pathname);
    if (!file) throw new Error(`${pathname} is not served.`);
    return file;
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

async function bundle(script: string): Promise<string> {
  const bundled = script.replace(/\.ts$/, ".js");
  if (existsSync(bundled)) return readFile(bundled, "utf8");
  // A release has no bundler, and needs none.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({ ...PAGE_BUNDLE, entryPoints: [script], write: false, logLevel: "error" });
  return outputFiles[0]?.text ?? "";
}
