import { existsSync } from "node:fs";
import { findChromium } from "../../scripts/browser/chromium.ts";
import { openDrawingBrowser } from "../../scripts/browser/drawingBrowser.ts";
import { openStore, type ModelStore } from "../../scripts/models/publish/modelStore.ts";
import { openPhotographer, type Photographer } from "../../scripts/posters/photographer.ts";
import type { WorkerEnvironment } from "./environment";
import { bucketSources, folderSources, type Sources } from "./sources";

/** What a job is done with. */
export interface Workplace {
  sources: Sources;
  /** Where shoppers fetch models from. */
  models: ModelStore;
  /** A folder that is emptied afterwards. */
  scratch: string;
  /** Takes pictures; undefined on a machine without Chromium. */
  photograph?: <T>(work: (photographer: Photographer) => Promise<T>) => Promise<T>;
  onProgress: (message: string) => void;
}

/** The workplace that the environment names. */
export function openWorkplace(environment: WorkerEnvironment, onProgress: (message: string) => void): Workplace {
  const chromium = findChromium();
  // A release names its Chromium whether it could be packed or not.
  const canDraw = chromium !== undefined && existsSync(chromium);
  return {
    sources: environment.onAws ? bucketSources(environment.SOURCES_BUCKET, environment.AWS_REGION) : folderSources(environment.sourcesDir),
    models: openStore(environment.onAws ? `s3://${environment.MODELS_BUCKET}` : environment.modelsDir),
    scratch: environment.scratch,
    photograph: canDraw ? (work) => withPhotographer(chromium, work, onProgress) : undefined,
    onProgress,
  };
}

async function withPhotographer<T>(chromium: string, work: (photographer: Photographer) => Promise<T>, onProgress: (message: string) => void): Promise<T> {
  const drawing = await openDrawingBrowser(chromium, onProgress);
  onProgress(`drawing by ${drawing.renderer}`);
  try {
    const photographer = await openPhotographer(drawing);
    try {
      return await work(photographer);
    } finally {
      photographer.close();
    }
  } finally {
    await drawing.browser.close();
  }
}
