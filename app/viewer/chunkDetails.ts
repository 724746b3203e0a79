import { Box3, Frustum, Matrix4, Vector3, type Data3DTexture } from "three";
import type { ChunkedTier, ModelTier } from "../domain/modelManifest";
import type { LoadBudget } from "./budget";
import { createChunkLoader } from "./chunkLoader";
import { createChunkMask } from "./chunkMask";
import { selectChunks } from "./chunkSelection";
import type { ViewerEvent } from "./events";
import type { Exhibit } from "./exhibition";
import type { Bounds, Vector } from "./framing";
import type { Model } from "./model";
import type { ModelPart, ModelSource } from "./modelSource";
import type { ViewMeasure } from "./screenSpaceError";
import type { Stage } from "./stage";

/** The high tier of a model that is too large for one file, as far as it is in view. */
export interface ChunkDetails {
  /** The finest whole tier, with materials that leave out what chunks draw. */
  masked(tier: ModelTier): ModelPart;
  /** A whole tier, and the chunks that are there to be drawn instead of parts of it. */
  exhibit(model: Model): Exhibit;
  /** Fetches, shows and drops chunks as the view asks for. `gpuBytes` is what the whole tiers leave of the memory. */
  consider(view: ViewMeasure & { readonly eye: Vector }, budget: LoadBudget, gpuBytes: number): void;
  /** No chunk is to be seen. */
  rest(): void;
  readonly models: Iterable<Model>;
  dispose(): void;
}

export interface ChunkOptions {
  readonly stage: Stage;
  readonly bounds: Bounds;
  readonly chunked: ChunkedTier;
  /** The whole tier that chunks replace. */
  readonly finest: ModelTier;
  readonly source: ModelSource;
  readonly variantCount: number;
  readonly prepare: (model: Model, signal: AbortSignal) => Promise<void>;
  /** Other chunks are to be seen: exhibit anew. */
  readonly onChange: () => void;
  readonly onEvent: (event: ViewerEvent) => void;
}

const BYTES_PER_TEXEL = 4;
/** All smaller levels of a texture together add a third. */
const WITH_MIPS = 4 / 3;

export function createChunkDetails(options: ChunkOptions): ChunkDetails {
  const { stage, bounds, chunked, finest, source, prepare, onChange, onEvent } = options;
  const mask = createChunkMask({ min: stage.toStudio(bounds.min), max: stage.toStudio(bounds.max) }, chunked.grid);
  const textureBytes =
    (chunked.textures.length / Math.max(options.variantCount, 1)) * chunked.textureSize ** 2 * BYTES_PER_TEXEL * WITH_MIPS;
  let shown: ReadonlyMap<number, Model> = new Map();
  /** The present mask, and the one before, which a fade may still show. */
  const masks: Data3DTexture[] = [];

  const loader = createChunkLoader<Model>(chunked.chunks, {
    async load({ model }, signal, urgency) {
      const loaded = await source.chunk({ model, textures: chunked.textures, onMaterial: mask.keepWithin }, signal, urgency);
      // The whole tier's shadow is closer to this one's than a texel of the shadow map, and need not be drawn again.
      loaded.model.root.traverse((object) => (object.castShadow = false));
      return loaded;
    },
    prepare,
    show(models) {
      shown = models;
      onChange();
    },
    drop(model) {
      stage.settle();
      model.dispose();
    },
    onEvent,
  });

  function viewFrustum(): Frustum {
    const { camera, productMatrix } = stage;
    camera.updateMatrixWorld();
    const matrix = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).multiply(productMatrix);
    return new Frustum().setFromProjectionMatrix(matrix);
  }

  return {
    masked: (tier) => (tier === finest ? { ...tier, onMaterial: mask.leaveOut } : tier),
    exhibit(model) {
      const texture = mask.covering([...shown.keys()].flatMap((index) => toStudio(chunked.chunks[index])));
      masks.push(texture);
      if (masks.length > 2) masks.shift()?.dispose();
      return {
        roots: [model.root, ...[...shown.values()].map((chunk) => chunk.root)],
        enter: () => mask.use(texture),
      };
    },
    consider(view, budget, gpuBytes) {
      const frustum = viewFrustum();
      const inView = ({ min, max }: Bounds): boolean => frustum.intersectsBox(new Box3(new Vector3(...min), new Vector3(...max)));
      const memory = Math.max(gpuBytes - textureBytes, 0);
      const held = new Set(loader.loaded.keys());
      loader.want(selectChunks(chunked, finest, { ...view, inView }, { gpuBytes: memory, bytes: budget.tierBytes }, held), memory);
    },
    rest: () => loader.want([], Infinity),
    models: { [Symbol.iterator]: () => loader.loaded.values() },
    dispose() {
      loader.dispose();
      for (const texture of masks) texture.dispose();
    },
  };

  function toStudio(chunk: Bounds | undefined): Bounds[] {
    return chunk ? [{ min: stage.toStudio(chunk.min), max: stage.toStudio(chunk.max) }] : [];
  }
}
