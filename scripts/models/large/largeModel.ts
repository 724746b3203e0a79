import { readFile } from "node:fs/promises";
import type { ChunkedTier, ModelFile } from "../../../app/domain/modelManifest.ts";
import { type Bounds, diagonal, joinParts, type Part, weld } from "../geometry.ts";
import { placedBounds, placementOf, type Prepared, scaleLengths, type UpAxis } from "../prepare.ts";
import type { Simplified } from "../simplify.ts";
import type { StoreTransaction } from "../store.ts";
import type { TextureLadder } from "../textures.ts";
import { TIER_GOALS } from "../tiers.ts";
import { SPAN_TRIANGLES } from "./bins.ts";
import { type Box, BOX_TRIANGLES, cornersOf, cutIntoBoxes } from "./boxes.ts";
import { checkLargeSource } from "./checkSource.ts";
import { cellCount, gridOver } from "./grid.ts";
import { FILES, type Layout, type ReducedBox } from "./job.ts";
import { hashFiles, type LargeSource, openLargeSource } from "./largeSource.ts";
import { Pages } from "./pages.ts";
import { readSkeleton, type Skeleton } from "./skeleton.ts";
import { whyNotStreamed } from "./streamable.ts";
import { Threads } from "./threads.ts";
import { Triangles } from "./triangles.ts";
import { WorkFolder } from "./workFolder.ts";

/** What large sources are, and how they are cut. */
export interface LargeOptions {
  /** Size in bytes from which on a source is read piece by piece. */
  threshold?: number;
  /** Triangles from which on a box is cut in two. */
  boxTriangles?: number;
}

export interface LargeModelOptions extends LargeOptions {
  source: string;
  slug: string;
  /** The model store's base folder, in which the work folder is kept. */
  outDir: string;
  heightMm?: number;
  up?: UpAxis;
  /** The recipe's file, on which the textures depend. */
  recipe?: string;
  onProgress: (message: string) => void;
}

/** Together the simplified boxes have about so many triangles: what one simplification takes at ease. */
const JOINED_TRIANGLES = 1_000_000;
/** Share of the standard tier's error that the boxes may spend before they are joined. */
const ERROR_SHARE = 0.25;

/**
 * A model whose source is too large for memory. Its triangles are sorted into boxes of space, each of which is simplified
 * by itself with what its neighbours share locked; joined, they are what the whole tiers are made of, and as they came
 * each is a chunk of the high tier. What is made is kept in a work folder until the model is stored.
 */
export class LargeModel {
  private constructor(
    /** SHA-256 of the source, hex. */
    readonly hash: string,
    /** Bytes of the source and the files that it refers to. */
    readonly bytes: number,
    /** Ready for the whole tiers to be made of: its parts are those of the simplified boxes. */
    readonly prepared: Prepared,
    /** How far those are from the source, in metres. */
    readonly error: number,
    private readonly layout: Layout,
    private readonly boxes: readonly Box[],
    private readonly work: WorkFolder,
    private readonly threads: Threads,
    private readonly progress: (message: string) => void,
  ) {}

  /**
   * Reads a large source down to what the whole tiers are made of.
   *
   * @returns undefined where the source is not large, or can't be read piece by piece: then it is read whole.
   * @throws ModelError when the source is faulty.
   */
  static async open(options: LargeModelOptions): Promise<LargeModel | undefined> {
    const { onProgress: progress, up = "y" } = options;
    const source = await openLargeSource(options.source, options.threshold);
    if (!source) return undefined;
    const reason = whyNotStreamed(source.json);
    if (reason !== undefined) {
      progress(`${megabytes(source.bytes)} MB, read whole, as it ${reason}`);
      return undefined;
    }
    await checkLargeSource(source);
    const hash = await hashWithProgress(source, progress);
    const boxTriangles = options.boxTriangles ?? BOX_TRIANGLES;
    const recipe = options.recipe === undefined ? "" : await readFile(options.recipe, "utf8").catch(() => "");
    const work = await WorkFolder.open(options.outDir, options.slug, hash, { recipe, heightMm: options.heightMm, up, boxTriangles });
    const threads = new Threads({ source, up, folder: work.folder });
    try {
      const skeleton = await readSkeleton(source, up, true);
      const count = triangleCountOf(source, skeleton);
      progress(`${count.toLocaleString("en")} triangles in ${megabytes(source.bytes)} MB, read piece by piece`);
      const { layout, boxes } = await work.remember(FILES.layout, () => layOut(source, count, options, boxTriangles, threads));
      const reduced = await reduceBoxes(boxes, layout, count, threads, progress);
      scaleLengths(skeleton, layout.placement.scale);
      const prepared: Prepared = {
        ...skeleton,
        parts: await joinBoxes(boxes, work),
        bounds: layout.grid.bounds,
        triangles: reduced.reduce((total, { triangles }) => total + triangles, 0),
      };
      const error = Math.max(...reduced.map((box) => box.error));
      return new LargeModel(hash, source.bytes, prepared, error, layout, boxes, work, threads, progress);
    } catch (fault) {
      await threads.end();
      throw fault;
    }
  }

  /** What the whole tiers are simplified from. */
  get finest(): Simplified {
    return { parts: this.prepared.parts, error: this.error };
  }

  /** The textures for all tiers: those made by an earlier run, or what `make` makes now. */
  textures(make: () => Promise<TextureLadder>): Promise<TextureLadder> {
    return this.work.remember(FILES.textures, make);
  }

  /**
   * Makes the chunks and gathers them for the store. The textures must have been made before.
   *
   * @param textures the high tier's, as stored. @param uris where each lies, relative to the chunks.
   */
  async storeChunks(textures: readonly ModelFile[], uris: readonly string[], ladder: TextureLadder, store: StoreTransaction): Promise<ChunkedTier> {
    const { layout, boxes } = this;
    const tasks = boxes.map((_, number) => ({ number, layout, uris: [...uris] }));
    const written = await this.threads.all("chunk", tasks, (done) => this.progress(`chunks ${done}/${boxes.length}`));
    const chunks: ChunkedTier["chunks"] = [];
    for (const [number, box] of boxes.entries()) {
      const { triangles, gpuBytes } = written[number]!;
      if (triangles === 0) continue;
      const model = await store.add("high", "chunk", "glb", await this.work.readBytes(FILES.glb(number)));
      chunks.push({ model, ...cornersOf(layout.grid, box), triangles, gpuBytes });
    }
    return {
      name: "high",
      grid: layout.grid.cells,
      chunks,
      textures: [...textures],
      triangles: this.prepared.triangles,
      errorMetres: Math.max(...written.map((chunk) => chunk.quantisationError), ...ladder.high.map(({ lostTexel }) => lostTexel / 2)),
      textureSize: Math.max(0, ...ladder.high.map(({ width, height }) => Math.max(width, height))),
    };
  }

  /** Forgets what was kept for another run: the model is stored. */
  async forget(): Promise<void> {
    await this.work.remove();
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.threads.end();
  }
}

async function hashWithProgress({ files, bytes }: LargeSource, progress: (message: string) => void): Promise<string> {
  let done = 0;
  let told = 0;
  return hashFiles(files, (block) => {
    done += block;
    const tenths = Math.floor((done / bytes) * 10);
    if (tenths > told) progress(`reading ${(told = tenths) * 10} %`);
  });
}

function triangleCountOf(source: LargeSource, skeleton: Skeleton): number {
  const pages = new Pages(source.files);
  try {
    return new Triangles(source, pages, skeleton).count;
  } finally {
    pages.close();
  }
}

/** Where the model stands, and the boxes that its triangles are sorted into. */
async function layOut(
  source: LargeSource,
  count: number,
  { heightMm, onProgress }: LargeModelOptions,
  boxTriangles: number,
  threads: Threads,
): Promise<{ layout: Layout; boxes: Box[] }> {
  const spans = Math.ceil(count / SPAN_TRIANGLES);
  const numbers = Array.from({ length: spans }, (_, span) => ({ span }));
  const bounds = await threads.all("bounds", numbers, (done) => onProgress(`measuring ${done}/${spans}`));
  const whole = union(bounds);
  const placement = placementOf(whole, source.file, heightMm);
  const grid = gridOver(placedBounds(whole, placement));
  const layout = { placement, grid, spans };
  const bins = await threads.all("bin", numbers.map(({ span }) => ({ span, layout })), (done) => onProgress(`sorting ${done}/${spans}`));
  const total = (of: "owned" | "touching"): Float64Array => {
    const sums = new Float64Array(cellCount(grid));
    for (const counts of bins) counts[of].forEach((value, cell) => (sums[cell]! += value));
    return sums;
  };
  return { layout, boxes: cutIntoBoxes(grid, total("owned"), total("touching"), boxTriangles) };
}

function union(all: readonly Bounds[]): Bounds {
  const along = (axis: 0 | 1 | 2, of: "min" | "max"): number => Math[of](...all.map((bounds) => bounds[of][axis]));
  return { min: [along(0, "min"), along(1, "min"), along(2, "min")], max: [along(0, "max"), along(1, "max"), along(2, "max")] };
}

function reduceBoxes(boxes: readonly Box[], layout: Layout, count: number, threads: Threads, progress: (message: string) => void): Promise<ReducedBox[]> {
  const standard = TIER_GOALS.find(({ name }) => name === "standard")!;
  const goal = {
    error: (ERROR_SHARE * standard.errorPixels * diagonal(layout.grid.bounds)) / standard.viewPixels,
    maxTriangles: Math.max(Math.ceil(JOINED_TRIANGLES / boxes.length), Math.ceil((BOX_TRIANGLES * JOINED_TRIANGLES) / Math.max(count, JOINED_TRIANGLES))),
  };
  const tasks = boxes.map((box, number) => ({ number, box, layout, goal }));
  return threads.all("reduce", tasks, (done) => progress(`simplifying ${done}/${boxes.length}`));
}

/** The simplified boxes as one surface: vertices that they share are one again. */
async function joinBoxes(boxes: readonly Box[], work: WorkFolder): Promise<Part[]> {
  const pieces: Part[][] = [];
  for (const number of boxes.keys()) pieces.push((await work.read(FILES.reducedParts(number))) as Part[]);
  const [first = []] = pieces;
  return first.map((_, p) => weld(joinParts(pieces.map((parts) => parts[p]!))));
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
