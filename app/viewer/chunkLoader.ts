import type { ModelChunk } from "../domain/modelManifest";
import type { ViewerEvent } from "./events";

/** What the loader needs from whoever decodes and shows chunks. */
export interface ChunkHost<Model> {
  /** Fetches and decodes a chunk; `urgency` is its present place in the wishes, for the queue to ask. */
  load(chunk: ModelChunk, signal: AbortSignal, urgency: () => number): Promise<{ model: Model; bytes: number }>;
  /** Makes everything ready so that showing takes no time: finish, shaders, textures. */
  prepare(model: Model, signal: AbortSignal): Promise<void>;
  /** Another set of chunks is to be seen from now on. */
  show(shown: ReadonlyMap<number, Model>): void;
  /** Frees a chunk that is not shown. */
  drop(model: Model): void;
  onEvent(event: ViewerEvent): void;
}

/** Holds the chunks in view, and as many others as the memory allows. */
export interface ChunkLoader<Model> {
  readonly loaded: ReadonlyMap<number, Model>;
  /**
   * Wishes for these chunks, the most urgent first, and no others: what is on its way for another is aborted, what is
   * there is shown.
   * @param gpuBytes Most memory of all chunks; the longest unseen give theirs back first.
   */
  want(indices: readonly number[], gpuBytes: number): void;
  dispose(): void;
}

/** Enough that one is decoded while the next is on its way. */
const LOADING_AT_ONCE = 4;

export function createChunkLoader<Model>(chunks: readonly ModelChunk[], host: ChunkHost<Model>): ChunkLoader<Model> {
  const loaded = new Map<number, Model>();
  const loading = new Map<number, AbortController>();
  const failed = new Set<number>();
  /** Held chunks by when they were last wanted, the longest ago first. */
  const lastWanted = new Set<number>();
  let wanted: readonly number[] = [];
  let memory = 0;
  let shown: readonly number[] = [];

  const sizeOf = (index: number): number => chunks[index]?.gpuBytes ?? 0;
  const heldBytes = (): number => [...loaded.keys(), ...loading.keys()].reduce((sum, index) => sum + sizeOf(index), 0);
  const urgency = (index: number) => (): number => {
    const place = wanted.indexOf(index);
    return place < 0 ? Infinity : place + 1;
  };

  /** Frees chunks that nobody looks at until `needed` more bytes fit; false where they can't. */
  function makeRoom(needed: number): boolean {
    for (const index of [...lastWanted]) {
      if (heldBytes() + needed <= memory) break;
      const model = loaded.get(index);
      if (model === undefined || wanted.includes(index)) continue;
      loaded.delete(index);
      lastWanted.delete(index);
      host.drop(model);
      host.onEvent({ type: "chunkEvicted", index, gpuBytes: sizeOf(index) });
    }
    return heldBytes() + needed <= memory;
  }

  async function bring(index: number, chunk: ModelChunk): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    loading.set(index, controller);
    const startedAt = performance.now();
    let fresh: Model | null = null;
    try {
      const { model, bytes } = await host.load(chunk, signal, urgency(index));
      fresh = model;
      signal.throwIfAborted();
      await host.prepare(model, signal);
      signal.throwIfAborted();
      fresh = null;
      loading.delete(index);
      loaded.set(index, model);
      lastWanted.add(index);
      update();
      host.onEvent({ type: "chunk", index, bytes, ms: performance.now() - startedAt });
    } catch (error) {
      if (fresh !== null) host.drop(fresh);
      if (signal.aborted) return;
      loading.delete(index);
      failed.add(index);
      host.onEvent({ type: "error", message: `Chunk ${index} of the high tier could not be shown. ${String(error)}` });
    }
    pursue();
  }

  function update(): void {
    const next = [...loaded.keys()].filter((index) => wanted.includes(index)).sort((a, b) => a - b);
    if (next.join() === shown.join()) return;
    shown = next;
    host.show(new Map([...loaded].filter(([index]) => next.includes(index))));
  }

  function pursue(): void {
    for (const index of wanted) {
      if (loading.size >= LOADING_AT_ONCE) return;
      const chunk = chunks[index];
      if (!chunk || loaded.has(index) || loading.has(index) || failed.has(index)) continue;
      if (!makeRoom(chunk.gpuBytes)) return;
      void bring(index, chunk);
    }
  }

  return {
    loaded,
    want(indices, gpuBytes) {
      wanted = indices;
      memory = gpuBytes;
      for (const index of indices) {
        if (!loaded.has(index)) continue;
        lastWanted.delete(index);
        lastWanted.add(index);
      }
      for (const [index, controller] of loading) {
        if (indices.includes(index)) continue;
        loading.delete(index);
        controller.abort();
        host.onEvent({ type: "chunkAbort", index });
      }
      update();
      makeRoom(0);
      pursue();
    },
    dispose() {
      wanted = [];
      for (const controller of loading.values()) controller.abort();
      loading.clear();
      for (const model of loaded.values()) host.drop(model);
      loaded.clear();
    },
  };
}
