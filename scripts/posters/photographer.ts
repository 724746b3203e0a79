import path from "node:path";
import type { ModelManifest } from "../../app/domain/modelManifest.ts";
import { modelFileHeaders } from "../../app/domain/modelFileHeaders.ts";
import { startPageServer, type ServedFile } from "../browser/pageServer.ts";
import type { DrawingBrowser } from "../browser/drawingBrowser.ts";
import type { ModelSource } from "../models/publish/modelStore.ts";
import type { Rendering } from "./encodePoster.ts";
import type { PhotoPage, Shot } from "./photoPage.ts";

/** Takes pictures of models by the viewer's own stage: its light, its camera, its ground shadow. */
export interface Photographer {
  /**
   * @param models where the manifest's files are
   * @param pixels edge length of the square pictures
   * @returns a picture for each shot, in order
   * @throws Error when a file can't be read or the model can't be drawn
   */
  take(manifest: ModelManifest, models: ModelSource, shots: readonly Shot[], pixels: number): Promise<Rendering[]>;
  /** The browser stays open: whoever opened it closes it. */
  close(): void;
}

/** Opens the page that draws; one picture is taken at a time. */
export async function openPhotographer({ browser }: DrawingBrowser): Promise<Photographer> {
  let models: ModelSource | undefined;
  let taken: Buffer[] = [];
  const server = await startPageServer({
    script: path.join(import.meta.dirname, "photoPage.ts"),
    onResult: (name, rgba) => (taken[Number(name)] = rgba),
    async fileAt(pathname) {
      const file = /^\/store\/(models\/.+)$/.exec(pathname)?.[1];
      if (file === undefined || file.includes("..") || !models) return undefined;
      return { headers: headersOf(file), body: await models.read(file) };
    },
  });
  const page = await browser.newPage();
  let fault: Error | undefined;
  page.on("pageerror", (error) => (fault = error));

  return {
    async take(manifest, from, shots, pixels) {
      models = from;
      taken = [];
      fault = undefined;
      // A fresh page each time: a large model's memory goes with the old one.
      await page.goto(server.url);
      await page.evaluate(
        ([model, wanted, edge]) => (window as unknown as PhotoPage).takePictures(model, wanted, edge),
        [manifest, shots, pixels] as const,
      );
      if (fault) throw fault;
      return taken.map((rgba) => ({ rgba, pixels }));
    },
    close: () => server.close(),
  };
}

function headersOf(file: string): ServedFile["headers"] {
  const { contentType, contentEncoding } = modelFileHeaders(file) ?? { contentType: "application/octet-stream" };
  return { "content-type": contentType, ...(contentEncoding && { "content-encoding": contentEncoding }) };
}
