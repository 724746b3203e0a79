import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import path from "node:path";
import type { BenchModel } from "../models.ts";
import { runPeer } from "./peerCommand.ts";

/**
 * Runs `gltfpack -cc` on a source, keeping its materials for the finishes' sake. The npm build is WebAssembly and can't
 * compress textures: they stay as they came. What an earlier run made of the same bytes is used again.
 * @returns the GLB's path
 * @throws Error with the command's last words
 */
export async function gltfpack(model: BenchModel, folder: string): Promise<string> {
  const out = path.join(folder, `${model.name}-${model.hash}-gltfpack.glb`);
  if (existsSync(out)) return out;
  await mkdir(folder, { recursive: true });
  const unfinished = `${out}.tmp.glb`;
  await runPeer("gltfpack", ["-i", model.file, "-o", unfinished, "-cc", "-km"]);
  await rename(unfinished, out);
  return out;
}
