import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { compressed, type Site } from "./site.ts";

const require = createRequire(import.meta.url);

/** Writes the page of a product in `<model-viewer>`. @param model,poster where they lie on the site. */
export type TheirPage = (product: { slug: string; model: string; poster: string | null }) => string;

const DRACO_FILES = ["draco_wasm_wrapper.js", "draco_decoder.wasm"];
const BASIS_FILES = ["basis_transcoder.js", "basis_transcoder.wasm"];
const SCRIPT = "/model-viewer.min.js";
const DRACO = "/draco/";
const BASIS = "/basis/";

/** Puts `<model-viewer>`, as its makers ship it, and the decoders it may ask for on the site. */
export async function putTheirPage(site: Site): Promise<TheirPage> {
  site.put(SCRIPT, compressed(SCRIPT, await readFile(require.resolve("@google/model-viewer/dist/model-viewer.min.js"))));
  const libraries = path.resolve(path.dirname(require.resolve("three/examples/jsm/libs/draco/gltf/draco_decoder.js")), "../..");
  const put = async (url: string, file: string): Promise<void> => site.put(url, compressed(file, await readFile(path.join(libraries, file))));
  for (const name of DRACO_FILES) await put(`${DRACO}${name}`, `draco/gltf/${name}`);
  for (const name of BASIS_FILES) await put(`${BASIS}${name}`, `basis/${name}`);
  return ({ slug, model, poster }) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${slug}</title><link rel="icon" href="data:,">
<link rel="preload" as="fetch" href="${model}" crossorigin="anonymous">
<link rel="modulepreload" href="${SCRIPT}">
<style>body{margin:0;background:#e9e2d6}model-viewer{width:100%;height:100%;--poster-color:transparent;--progress-bar-height:0}[slot=poster]{position:absolute;inset:0;width:100%;height:100%;object-fit:contain}</style>
<script>
// The documented settings: decoders from the same server (meshopt's is in the bundle already and asks only for a script
// to wait for), and no coarser pixels while the processor is slow, for ours draws all of them too.
self.ModelViewerElement = { dracoDecoderLocation: "${DRACO}", ktx2TranscoderLocation: "${BASIS}", meshoptDecoderLocation: "data:text/javascript,", minimumRenderScale: 1 };
</script>
<script type="module" src="${SCRIPT}"></script></head>
<body><div id="stage" style="height:100vw">${element(model, poster)}</div>
<script>
window.show = ({ model }) => { document.getElementById("stage").innerHTML = ${JSON.stringify(element("MODEL", null))}.replace("MODEL", model); };
</script></body></html>`;
}

function element(model: string, poster: string | null): string {
  const picture = poster ? `<img slot="poster" src="${poster}" alt="">` : "";
  return `<model-viewer src="${model}" alt="" loading="eager" reveal="auto" camera-controls interaction-prompt="none" touch-action="pan-y">${picture}</model-viewer>`;
}
