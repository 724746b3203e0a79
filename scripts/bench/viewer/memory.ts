import type { ModelManifest } from "../../../app/domain/modelManifest.ts";
import { median, ratio } from "../statistics.ts";
import type { Stand } from "./stand.ts";
import type { Site } from "./site.ts";
import type { Visitor } from "./visit.ts";

/** What a page holds after a product has been looked at and the garbage has been collected. */
export interface Held {
  /** JavaScript objects and array buffers, bytes. */
  heap: number;
  /** WebGL contexts that are neither lost nor collected. */
  contexts: number;
  /** Their textures, buffers and other objects. */
  gpuObjects: number;
}

export interface MemoryComparison {
  readonly ours: readonly Held[];
  readonly theirs: readonly Held[];
  /** How much more heap the last five products leave than five in the beginning, the first few not counted: 1 is no growth. */
  readonly growth: { readonly ours: number; readonly theirs: number };
  readonly goal: number;
  readonly met: boolean;
}

const PRODUCTS = 20;
/** Loading code, decoders and caches fill up with the first few products. */
const WARM_UP = 5;
const WINDOW = 5;
/** A collected heap still breathes by a few percent. */
const MOST_GROWTH = 1.1;
const REST_MS = 1_500;
const LONGEST_LOOK_MS = 120_000;

/** Shows twenty products one after another in one page, each under URLs of its own, as when a shopper goes from one to the next. */
export async function compareMemory(stands: readonly Stand[], site: Site, visitor: Visitor, onProgress: (message: string) => void): Promise<MemoryComparison> {
  const turns = Array.from({ length: PRODUCTS }, (_, turn) => stands[turn % stands.length] as Stand);
  const theirs: { model: string }[] = [];
  for (const [turn, { peer }] of turns.entries()) theirs.push({ model: site.alias(peer.url, `/theirs-models/${turn}/model.glb`) });
  const ours = turns.map(({ manifest, model }, turn) => ({ slug: `${model.name}-${turn}`, manifest, baseUrl: `/store/${turn}` }));
  for (const [turn, { manifest }] of turns.entries()) aliasPosters(manifest, turn, site);
  const [first] = stands;
  if (!first) throw new RangeError("There is no model to look at.");
  const held = {
    ours: await walk(`${site.url}${first.ours.path}`, ours, visitor, (turn) => onProgress(`memory, ours: product ${turn} of ${PRODUCTS}`)),
    theirs: await walk(`${site.url}${first.theirs.path}`, theirs, visitor, (turn) => onProgress(`memory, <model-viewer>: product ${turn} of ${PRODUCTS}`)),
  };
  const growth = { ours: growthOf(held.ours), theirs: growthOf(held.theirs) };
  return { ...held, growth, goal: MOST_GROWTH, met: growth.ours <= MOST_GROWTH };
}

/** The heap's median over the last products against that over as many after the warm-up. */
export function growthOf(held: readonly Held[]): number {
  const heaps = held.map(({ heap }) => heap);
  return ratio(median(heaps.slice(-WINDOW)), median(heaps.slice(WARM_UP, WARM_UP + WINDOW)));
}

function aliasPosters({ posters }: ModelManifest, turn: number, site: Site): void {
  for (const { file } of posters) site.alias(`/store/${file.path}`, `/store/${turn}/${file.path}`);
}

async function walk(url: string, products: readonly object[], visitor: Visitor, onTurn: (turn: number) => void): Promise<Held[]> {
  // What is kept does not depend on the number of pixels, the time for twenty products does.
  const { context, page, devtools } = await visitor.open(1);
  try {
    await page.goto(url, { waitUntil: "load" });
    await devtools.send("HeapProfiler.enable");
    const held: Held[] = [];
    for (const [turn, product] of products.entries()) {
      onTurn(turn + 1);
      const asked = await page.evaluate((next) => {
        (window as unknown as { show(product: object): void }).show(next);
        return performance.now();
      }, product);
      await page.waitForFunction(
        ([since, rest]) => {
          const { lastDraw } = window.readProbe();
          return lastDraw !== null && lastDraw > since && performance.now() - lastDraw > rest;
        },
        [asked, REST_MS] as const,
        { timeout: LONGEST_LOOK_MS, polling: 200 },
      );
      await devtools.send("HeapProfiler.collectGarbage");
      const usage = (await devtools.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
      const { contexts, gpuObjects } = await page.evaluate(() => window.readProbe());
      held.push({
        heap: usage.usedSize + (usage.backingStorageSize ?? 0),
        contexts,
        gpuObjects: Object.values(gpuObjects).reduce((total, count) => total + count, 0),
      });
    }
    return held;
  } finally {
    await context.close();
  }
}
