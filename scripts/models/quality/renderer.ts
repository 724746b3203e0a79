import path from "node:path";
import { chromium } from "playwright-core";
import type { Bounds, CameraPose } from "../../../app/viewer/framing.ts";
import { CHROMIUM_FLAGS, ensureChromium } from "../../browser/chromium.ts";
import { startPageServer } from "../../browser/pageServer.ts";
import type { QualityPage } from "./qualityPage.ts";
import type { Picture } from "./pictures.ts";

/** A model as the renderer takes it. */
export interface RenderedModel {
  /** Uncompressed by brotli; anything that the viewer reads: meshopt, WebP, AVIF, PNG and JPEG, no Draco and no KTX2. */
  glb: Uint8Array;
  /** The bytes of what the GLB refers to, by the URI it names. */
  resource: (uri: string) => Uint8Array | undefined;
  /** The finish to show; without it the model's own. */
  variant?: string;
  /** What light and shadows are set up around, metres: the source's for all that is compared with it. */
  bounds: Bounds;
}

/** Draws models as the shop does, without their ground. */
export interface ModelRenderer {
  /**
   * @param pixels edge length of the square pictures.
   * @returns a picture for each view, in order.
   * @throws Error when the model can't be decoded.
   */
  render(model: RenderedModel, views: readonly CameraPose[], pixels: number): Promise<Picture[]>;
  close(): Promise<void>;
}

/** Starts a headless Chromium with the viewer's own renderer, materials, light and tone mapping. */
export async function openRenderer(): Promise<ModelRenderer> {
  let shown: RenderedModel | undefined;
  let results: Picture[] = [];
  let edge = 0;
  const server = await startPageServer({
    script: path.join(import.meta.dirname, "qualityPage.ts"),
    fileAt(pathname) {
      if (pathname === "/model/glb") return shown && { headers: {}, body: shown.glb };
      const [, uri] = /^\/model\/resource\/(.+)$/.exec(pathname) ?? [];
      const body = uri === undefined ? undefined : shown?.resource(uri);
      return body && { headers: {}, body };
    },
    onResult: (name, rgba) => (results[Number(name)] = { width: edge, height: edge, rgba }),
  });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] });
  const page = await browser.newPage();
  await page.goto(server.url);
  let queue: Promise<unknown> = Promise.resolve();

  async function draw(model: RenderedModel, views: readonly CameraPose[], pixels: number): Promise<Picture[]> {
    shown = model;
    results = [];
    edge = pixels;
    const task = { bounds: model.bounds, variant: model.variant ?? "", views, pixels };
    await page.evaluate((wanted) => (window as unknown as QualityPage).renderViews(wanted), task);
    return results;
  }

  return {
    render(model, views, pixels) {
      // One page draws one model at a time.
      const drawn = queue.then(() => draw(model, views, pixels));
      queue = drawn.catch(() => undefined);
      return drawn;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
