import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/** Bundles server.ts with Remix's build, so that both share one configuration and one pool of connections. */
const ownServerEntry: Plugin = {
  name: "own-server-entry",
  enforce: "post",
  config: (_, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { input: "./server.ts" } } } : undefined),
};

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), ownServerEntry],
  resolve: { alias: { "~": path.resolve(import.meta.dirname, "app") } },
  build: {
    // Data URLs would count against the page; a hashed file is cached for good.
    assetsInlineLimit: 0,
    target: "es2022",
  },
  server: { watch: { ignored: ["**/.aurolot/**"] } },
});
