import type { Material } from "three";
import type { ModelFile, TierTextureFile } from "../domain/modelManifest";
import type { FetchQueue } from "./fetchQueue";
import { createImageStore } from "./imageStore";
import { parseModel, type Model } from "./model";
import { fileUrl } from "./previewPreload";

/** Fetches and decodes the models of one product. */
export interface ModelSource {
  /** A whole tier; its request and those of its textures end when `signal` aborts. */
  tier(part: ModelPart, signal: AbortSignal): Promise<LoadedModel>;
  /** A chunk, whose images all chunks share. */
  chunk(part: ModelPart, signal: AbortSignal, urgency: () => number): Promise<LoadedModel>;
  dispose(): void;
}

/** A GLB and the textures that it may refer to. */
export interface ModelPart {
  readonly model: ModelFile;
  readonly textures: readonly TierTextureFile[];
  readonly onMaterial?: ((material: Material) => void) | undefined;
}

/** A decoded model, and the bytes that were fetched for it. */
export interface LoadedModel {
  readonly model: Model;
  readonly bytes: number;
}

export interface SourceOptions {
  readonly baseUrl: string;
  readonly queue: FetchQueue;
  readonly anisotropy: number;
  /** The finish wanted now. */
  readonly variant: () => string;
  /** Whether a texture shows in that finish; false, too, where only the GLB tells. */
  readonly isWorn: (texture: TierTextureFile) => boolean;
  /** Ends what outlives a single tier: finishes that are tried on later, images that chunks share. */
  readonly lifetime: AbortSignal;
}

interface LoadOptions {
  readonly shared: boolean;
  /** Ends the requests for textures. */
  readonly textures: () => AbortSignal;
  readonly urgency?: () => number;
  /** What was asked for already, by address. */
  readonly ahead?: ReadonlyMap<string, Promise<ArrayBuffer>>;
}

export function createModelSource({ baseUrl, queue, anisotropy, variant, isWorn, lifetime }: SourceOptions): ModelSource {
  const chunkImages = createImageStore();
  const absolute = (path: string): string => new URL(fileUrl(baseUrl, path), document.baseURI).href;

  async function load(part: ModelPart, glb: ArrayBuffer, options: LoadOptions): Promise<LoadedModel> {
    const { textures: signalNow, urgency, shared, ahead } = options;
    const url = absolute(part.model.path);
    const sizes = new Map(part.textures.map((file) => [absolute(file.path), file.bytes]));
    const address = (uri: string): string => new URL(uri, url).href;
    let bytes = part.model.bytes;
    const model = await parseModel(glb, {
      variant: variant(),
      anisotropy,
      onMaterial: part.onMaterial,
      fetchRelative(uri) {
        bytes += sizes.get(address(uri)) ?? 0;
        return ahead?.get(address(uri)) ?? queue.get(address(uri), signalNow(), urgency);
      },
      sharedImages: shared ? { store: chunkImages, address } : undefined,
    });
    return { model, bytes };
  }

  /** Asks for textures that the GLB, which is on its way, is going to name: a round trip less. */
  function fetchAhead({ textures }: ModelPart, signal: AbortSignal): Map<string, Promise<ArrayBuffer>> {
    const ahead = new Map(textures.filter(isWorn).map(({ path }) => [absolute(path), queue.get(absolute(path), signal)]));
    // Whoever waits for one is told of its failure; where the GLB itself fails, nobody does.
    for (const request of ahead.values()) request.catch(() => undefined);
    return ahead;
  }

  return {
    async tier(part, signal) {
      let loading = true;
      const requested = queue.get(absolute(part.model.path), signal);
      const ahead = fetchAhead(part, signal);
      const loaded = await load(part, await requested, { shared: false, textures: () => (loading ? signal : lifetime), ahead });
      loading = false;
      ahead.clear();
      return loaded;
    },
    async chunk(part, signal, urgency) {
      const glb = await queue.get(absolute(part.model.path), signal, urgency);
      return load(part, glb, { shared: true, textures: () => lifetime, urgency });
    },
    dispose: () => chunkImages.dispose(),
  };
}
