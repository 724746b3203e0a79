import { addNode } from "./appFolder.ts";
import { bundleWorker } from "./bundleWorker.ts";
import { installPackages } from "./installPackages.ts";
import type { Platform } from "./nodeBinary.ts";

/** Puts together what a render instance runs: Node.js, the worker's bundle, and the packages that no bundle can hold. */
export async function assembleWorker(folder: string, platform: Platform): Promise<void> {
  const { packages } = await bundleWorker(folder);
  await installPackages(folder, packages, platform);
  await addNode(folder, platform);
}
