import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { GLTF } from "@gltf-transform/core";
import type { ModelManifest, TierName } from "../../../app/domain/modelManifest.ts";
import { parseGlb } from "../../models/glb.ts";
import type { Prepared } from "../../models/prepare.ts";
import { makePlainTier } from "../../models/quality/plainLadder.ts";
import type { RenderedModel } from "../../models/quality/renderer.ts";
import { atRest } from "../../models/store.ts";
import { finishFiles } from "./finishFiles.ts";

const decompress = promisify(brotliDecompress);

/** Something that is to be looked at in the place of a source, and what it weighs. */
export interface Contender {
  readonly name: string;
  readonly model: RenderedModel;
  /** All files of all finishes, as stored. */
  readonly bytes: number;
  /** The files that are fetched for the first finish alone. */
  readonly finishBytes: number;
  readonly triangles: number;
}

/** One of our tiers, as it lies in a store. */
export async function ourTier(manifest: ModelManifest, name: TierName, store: string): Promise<Contender> {
  const tier = manifest.tiers.find((one) => one.name === name);
  if (!tier) throw new Error(`${manifest.slug} has no ${name} tier in one piece.`);
  const glb = await decompress(await readFile(path.join(store, tier.model.path)));
  const folder = path.posix.dirname(tier.model.path);
  const textures = new Map<string, { bytes: number; data: Buffer }>();
  for (const { path: file, bytes } of tier.textures) {
    textures.set(path.posix.relative(folder, file), { bytes, data: await readFile(path.join(store, file)) });
  }
  const { json } = parseGlb(tier.model.path, new Uint8Array(glb));
  const wanted = finishFiles(json, 0).map((uri) => textures.get(uri)?.bytes ?? 0);
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, tier.model.bytes);
  return {
    name: "ours",
    model: { glb, resource: (uri) => textures.get(uri)?.data, bounds: manifest.bounds },
    bytes: sum(tier.textures.map(({ bytes }) => bytes)),
    finishBytes: sum(wanted),
    triangles: tier.triangles,
  };
}

/** The plain ladder's tier: one file with all finishes in it. */
export async function plainTier(prepared: Prepared, name: TierName): Promise<Contender> {
  const { bytes, ...model } = await makePlainTier(prepared, name);
  return { name: "plain ladder", model, bytes, finishBytes: bytes, triangles: trianglesOf(model.glb) };
}

/** A peer's single file, brotli-compressed at rest like ours. */
export async function peerFile(name: string, file: string, prepared: Prepared): Promise<Contender> {
  const glb = await readFile(file);
  const { byteLength } = await atRest(glb);
  const model = { glb, resource: () => undefined, bounds: prepared.bounds };
  return { name, model, bytes: byteLength, finishBytes: byteLength, triangles: trianglesOf(glb) };
}

const TRIANGLES = 4;

/** Triangles that a GLB's meshes have, each counted once for every node that draws it. */
export function trianglesOf(glb: Uint8Array): number {
  const { json } = parseGlb("model.glb", new Uint8Array(glb));
  const ofPrimitive = ({ mode = TRIANGLES, indices, attributes }: GLTF.IMeshPrimitive): number => {
    const count = json.accessors?.[indices ?? attributes.POSITION ?? -1]?.count ?? 0;
    return mode === TRIANGLES ? Math.floor(count / 3) : 0;
  };
  const ofMesh = (mesh: number): number => (json.meshes?.[mesh]?.primitives ?? []).reduce((total, primitive) => total + ofPrimitive(primitive), 0);
  return (json.nodes ?? []).reduce((total, { mesh }) => total + (mesh === undefined ? 0 : ofMesh(mesh)), 0);
}
