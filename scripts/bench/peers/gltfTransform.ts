import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import path from "node:path";
import type { BenchModel } from "../models.ts";
import { runPeer } from "./peerCommand.ts";

/** What `gltf-transform optimize` may be asked for; everything else is left at its defaults. */
export interface OptimizeChoice {
  readonly compress: "meshopt" | "draco";
  /** Longest edge of a texture, pixels; the textures become WebP. */
  readonly textureSize: number;
}

/** The choices that a shop would weigh: 2048 is the command's default, 1024 what most shops use. */
export const OPTIMIZE_CHOICES: readonly OptimizeChoice[] = [
  { compress: "meshopt", textureSize: 1024 },
  { compress: "draco", textureSize: 1024 },
  { compress: "meshopt", textureSize: 2048 },
  { compress: "draco", textureSize: 2048 },
];

export const describeChoice = ({ compress, textureSize }: OptimizeChoice): string => `${compress}, WebP, ${textureSize}²`;

/**
 * Runs `gltf-transform optimize` on a source; what an earlier run made of the same bytes is used again.
 * @returns the GLB's path
 * @throws Error with the command's last words
 */
export async function optimize(model: BenchModel, { compress, textureSize }: OptimizeChoice, folder: string): Promise<string> {
  const out = path.join(folder, `${model.name}-${model.hash}-${compress}-webp-${textureSize}.glb`);
  if (existsSync(out)) return out;
  await mkdir(folder, { recursive: true });
  const unfinished = `${out}.tmp.glb`;
  await runPeer("gltf-transform", [
    "optimize", model.file, unfinished, "--compress", compress, "--texture-compress", "webp", "--texture-size", String(textureSize),
  ]); // prettier-ignore
  await rename(unfinished, out);
  return out;
}
