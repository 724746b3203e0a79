import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChunkedTier, ModelTier } from "../domain/modelManifest";
import { createChunkLoader } from "./chunkLoader";
import { selectChunks, type ChunkView } from "./chunkSelection";
import type { ViewerEvent } from "./events";
import type { Bounds } from "./framing";

/** Four chunks of a metre in a row along x, each with 100 bytes of GPU memory. */
const CHUNKED: ChunkedTier = {
  name: "high",
  grid: [4, 1, 1],
  chunks: [0, 1, 2, 3].map((x) => ({
    model: { path: `${x}.glb`, bytes: 1000 },
    min: [x, 0, 0],
    max: [x + 1, 1, 1],
    triangles: 1,
    gpuBytes: 100,
  })),
  textures: [],
  triangles: 4,
  errorMetres: 0,
  textureSize: 0,
};
const FINEST: ModelTier = {
  name: "standard",
  model: { path: "standard.glb", bytes: 1000 },
  textures: [],
  triangles: 1,
  errorMetres: 0.004,
  textureSize: 0,
  gpuBytes: 100,
};
const AMPLE = { gpuBytes: 1e9, bytes: 1e9 };
const NONE: ReadonlySet<number> = new Set();

function from(x: number, z: number, inView: (box: Bounds) => boolean = () => true): ChunkView {
  return { eye: [x, 0.5, z], viewportHeight: 1000, fovY: 0.49, radius: 2, inView };
}

describe("selection of chunks", () => {
  it("takes none where the whole tier's error cannot be seen", () => {
    expect(selectChunks(CHUNKED, FINEST, from(2, 100), AMPLE, NONE)).toEqual([]);
  });

  it("takes the nearest first, and none that is out of view", () => {
    expect(selectChunks(CHUNKED, FINEST, from(0.5, 2), AMPLE, NONE)).toEqual([0, 1, 2, 3]);
    expect(selectChunks(CHUNKED, FINEST, from(0.5, 2, ({ min }) => min[0] >= 2), AMPLE, NONE)).toEqual([2, 3]);
  });

  it("keeps what is there until its error is well below a pixel", () => {
    const border = Array.from({ length: 200 }, (_, step) => from(2, 1 + step / 4)).find((view) => selectChunks(CHUNKED, FINEST, view, AMPLE, NONE).length === 0);
    expect(border && selectChunks(CHUNKED, FINEST, border, AMPLE, new Set([1, 2]))).toEqual([1, 2]);
  });

  it("never takes more memory or bytes than the budget has", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 5000 }), fc.subarray([0, 1, 2, 3]), (gpuBytes, bytes, held) => {
        const chosen = selectChunks(CHUNKED, FINEST, from(1, 2), { gpuBytes, bytes }, new Set(held));
        expect(chosen.length * 100).toBeLessThanOrEqual(gpuBytes);
        expect(chosen.filter((index) => !held.includes(index)).length * 1000).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});

/** A loader whose downloads the test ends itself. */
function setUp() {
  const requests = new Map<number, { answer: () => void; signal: AbortSignal }>();
  const alive = new Set<object>();
  const events: ViewerEvent[] = [];
  let shown: number[] = [];
  const loader = createChunkLoader<object>(CHUNKED.chunks, {
    load: (chunk, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        const model = {};
        requests.set(CHUNKED.chunks.indexOf(chunk), {
          signal,
          answer: () => {
            alive.add(model);
            resolve({ model, bytes: 1000 });
          },
        });
      }),
    prepare: () => Promise.resolve(),
    show: (models) => (shown = [...models.keys()]),
    drop: (model) => alive.delete(model),
    onEvent: (event) => events.push(event),
  });
  async function answerAll(): Promise<void> {
    for (const { answer, signal } of requests.values()) if (!signal.aborted) answer();
    requests.clear();
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  }
  return { loader, requests, alive, events, answerAll, shown: () => shown };
}

describe("chunk loader", () => {
  it("shows what has come and is still in view", async () => {
    const { loader, answerAll, shown } = setUp();
    loader.want([2, 1], 1000);
    await answerAll();
    expect(shown().sort()).toEqual([1, 2]);
    loader.want([2], 1000);
    expect(shown()).toEqual([2]);
    loader.want([1, 2], 1000);
    expect(shown().sort(), "kept in memory meanwhile").toEqual([1, 2]);
  });

  it("aborts what goes out of view", async () => {
    const { loader, requests, events, answerAll, shown } = setUp();
    loader.want([0, 1], 1000);
    loader.want([1], 1000);
    expect(requests.get(0)?.signal.aborted).toBe(true);
    expect(events).toContainEqual({ type: "chunkAbort", index: 0 });
    await answerAll();
    expect(shown()).toEqual([1]);
  });

  it("gives back the longest unseen first when the memory ends", async () => {
    const { loader, answerAll, events } = setUp();
    for (const wish of [[0], [1], [0], [2]]) {
      loader.want(wish, 200);
      await answerAll();
    }
    expect(events.filter(({ type }) => type === "chunkEvicted")).toEqual([{ type: "chunkEvicted", index: 1, gpuBytes: 100 }]);
    expect([...loader.loaded.keys()].sort()).toEqual([0, 2]);
  });

  it("never holds more than the memory, and keeps nothing when it is disposed of", async () => {
    const wish = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(wish, fc.boolean()), { maxLength: 12 }), async (wishes) => {
        const { loader, alive, answerAll } = setUp();
        for (const [indices, answered] of wishes) {
          loader.want(indices, 300);
          if (answered) await answerAll();
          expect(loader.loaded.size * 100).toBeLessThanOrEqual(300);
        }
        loader.dispose();
        await answerAll();
        expect(alive.size).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
