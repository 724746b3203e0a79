import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { build, type Rollup } from "vite";
import { ProductViewer } from "../../../app/viewer/ProductViewer.tsx";
import { previewPreload, viewerPreloads } from "../../../app/viewer/previewPreload.ts";
import { viewerProps, type PageProduct } from "./pages/product.ts";
import { compressed, type Site } from "./site.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Writes the page of a product as the shop's product page has it: poster, preload, scripts; and nothing but the product. */
export type OurPage = (product: PageProduct) => string;

/**
 * Bundles our viewer's page by the shop's own bundler and settings, with the same split (React and the component
 * first, three.js and the viewer when the page is idle), and puts its files on the site.
 */
export async function buildOurPage(site: Site): Promise<OurPage> {
  const { output } = (await build({
    configFile: false,
    root: ROOT,
    mode: "production",
    logLevel: "error",
    plugins: [tailwindcss()],
    resolve: { alias: { "~": path.join(ROOT, "app") } },
    define: { "process.env.NODE_ENV": '"production"' },
    esbuild: { jsx: "automatic" },
    // As in vite.config.ts; nothing is written to disk.
    build: { write: false, target: "es2022", assetsInlineLimit: 0, rollupOptions: { input: path.join(import.meta.dirname, "pages/ours.tsx") } },
  })) as Rollup.RollupOutput;
  for (const file of output) site.put(`/${file.fileName}`, compressed(file.fileName, file.type === "chunk" ? file.code : file.source));
  const entry = output.find((file) => file.type === "chunk" && file.isEntry);
  if (entry?.type !== "chunk") throw new Error("The page of our viewer was bundled without an entry.");
  const viewer = output.find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith("/app/viewer/viewer.ts"));
  if (viewer?.type !== "chunk") throw new Error("Our viewer was bundled without a chunk of its own.");
  const viewerScripts = viewerPreloads([viewer.fileName, ...viewer.imports].map((file) => `/${file}`));
  const styles = output.filter((file) => file.fileName.endsWith(".css")).map((file) => file.fileName);

  return (product) => {
    const props = viewerProps(product);
    const preload = previewPreload(product.manifest, product.baseUrl);
    // What a page needs first comes first, as in the shop: poster, preview, styles, scripts.
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${product.slug}</title><link rel="icon" href="data:,">
${preload ? `<link rel="preload" as="fetch" href="${preload.href}" crossorigin="anonymous">` : ""}
${styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join("")}
${viewerScripts.map(({ rel, href, fetchpriority }) => `<link rel="${rel}" href="${href}" fetchpriority="${fetchpriority}">`).join("")}
${[entry.fileName, ...entry.imports].map((file) => `<link rel="modulepreload" href="/${file}">`).join("")}
</head><body><div id="stage" style="height:100vw">${renderToString(createElement(ProductViewer, props))}</div>
<script>window.product=${JSON.stringify(product).replaceAll("<", "\\u003c")}</script>
<script type="module" src="/${entry.fileName}"></script></body></html>`;
  };
}
