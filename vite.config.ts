import { readFile } from "node:fs/promises";
import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Manifest, type ManifestChunk, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/** Bundles server.ts with Remix's build, so that both share one configuration and one pool of connections. */
const ownServerEntry: Plugin = {
  name: "own-server-entry",
  enforce: "post",
  config: (_, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { input: "./server.ts" } } } : undefined),
};

const VIEWER_SCRIPTS = "virtual:viewer-scripts";

/**
 * Tells the server which client files the 3D view's code is in, which pages name as preloads: found by the browser only
 * when the page has come alive, it would be what the first frame waits for. The client's build comes before the server's.
 */
const viewerScripts: Plugin = {
  name: "viewer-scripts",
  resolveId: (id) => (id === VIEWER_SCRIPTS ? `\0${id}` : undefined),
  async load(id) {
    if (id !== `\0${VIEWER_SCRIPTS}`) return undefined;
    // While developing there are no built files.
    if (this.environment.mode !== "build") return "export default []";
    const manifest = JSON.parse(await readFile("build/client/.vite/manifest.json", "utf8")) as Manifest;
    const files = new Set<string>();
    const add = (chunk: ManifestChunk | undefined): void => {
      if (!chunk || files.has(chunk.file)) return;
      files.add(chunk.file);
      chunk.imports?.forEach((name) => add(manifest[name]));
    };
    add(Object.values(manifest).find((chunk) => chunk.isDynamicEntry && chunk.name === "viewer"));
    if (files.size === 0) throw new Error("The client was built without app/viewer/viewer.ts as a chunk of its own.");
    return `export default ${JSON.stringify([...files].map((file) => `/${file}`))}`;
  },
};

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), ownServerEntry, viewerScripts],
  resolve: { alias: { "~": path.resolve(import.meta.dirname, "app") } },
  build: {
    // Data URLs would count against the page; a hashed file is cached for good.
    assetsInlineLimit: 0,
    target: "es2022",
    // Read by several at a time, modules come in an order of chance, which Rollup's chunks follow: a release could not be made twice.
    rollupOptions: { maxParallelFileOps: 1 },
  },
  server: { watch: { ignored: ["**/.aurolot/**"] } },
});
