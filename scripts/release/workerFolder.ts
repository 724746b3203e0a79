import { addNode } from "./appFolder.ts";
import { bundleWorker } from "./bundleWorker.ts";
import { installPackages } from "./installPackages.ts";
import type { Platform } from "./nodeBinary.ts";

/** Puts together what a render instance runs: Node.js, the worker's bundle, and the packages that no bundle can hold. */
export async function assembleWorker(folder: string, platform: Platform): Promise<void> {
  const { packages, chromium } = await bundleWorker(folder);
  if (chromium === undefined) {
    console.warn("There is no headless shell of Chromium to pack: this release's worker makes models without new posters and takes no pictures. Get one first: npx playwright install chromium-headless-shell (docs/worker.md).");
  }
  await installPackages(folder, packages, platform);
  await addNode(folder, platform);
}
