import { chromium } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { CHROMIUM_FLAGS, ensureChromium } from "../../browser/chromium.ts";
import { hasPeer } from "../peers/peerCommand.ts";
import type { BenchModel } from "../models.ts";
import { compare, figuresOf, type Comparison, type Figures } from "./figures.ts";
import { judge, likenessOf, stageOf, type StagePicture } from "./likeness.ts";
import { compareMemory, type MemoryComparison } from "./memory.ts";
import { NETWORKS, type NetworkName } from "./networks.ts";
import { buildOurPage } from "./ourPage.ts";
import type { PeerFile } from "./peerFile.ts";
import { startSite, type Site } from "./site.ts";
import { setUp, type Stand } from "./stand.ts";
import { putTheirPage } from "./theirPage.ts";
import { Visitor } from "./visit.ts";

export const SIDES = ["ours", "theirs"] as const;
export type SideName = (typeof SIDES)[number];

export interface ViewerBenchOptions {
  readonly models: readonly BenchModel[];
  readonly networks: readonly NetworkName[];
  /** How often each page is visited; the medians are compared. */
  readonly repetitions: number;
  /** Main thread, times slower than this machine's. */
  readonly slowdown: number;
  readonly memory: boolean;
  /** Where stores, peers' files and traces go. */
  readonly folder: string;
  /** Whether Chromium's trace of each first visit is kept in the folder. */
  readonly trace: boolean;
  readonly onProgress: (message: string) => void;
}

/** One model on one network. */
export interface Race {
  readonly network: NetworkName;
  readonly samples: Record<SideName, Figures[]>;
  /** PSNR of the picture at rest against the source in the same viewer, dB. */
  readonly finalPsnr: Record<SideName, number>;
  readonly comparison: Comparison[];
}

export interface ModelResult {
  readonly name: string;
  readonly sourceBytes: number;
  readonly peer: PeerFile;
  readonly races: Race[];
}

export interface ViewerResult {
  readonly models: ModelResult[];
  /** Missing where it was not asked for. */
  readonly memory?: MemoryComparison;
  readonly skipped: string[];
}

/** What a side's stage showed in the last visit, for a film strip. */
export type Films = Map<string, Record<SideName, { at: number; png: Buffer }[]>>;

/** Runs the comparison with `<model-viewer>`. Sides take turns at going first, as what else runs on the machine comes and goes. */
export async function benchViewer(options: ViewerBenchOptions): Promise<{ result: ViewerResult; films: Films }> {
  const { models, folder, onProgress } = options;
  if (!hasPeer("gltf-transform")) throw new Error("The peer's file is made by gltf-transform, which is not installed: run npm install with development dependencies.");
  const store = path.join(folder, "store");
  await mkdir(store, { recursive: true });
  const site = await startSite(store);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    onProgress("bundling our page");
    const visitor = await Visitor.create(browser);
    const tools = { site, visitor, ourPage: await buildOurPage(site), theirPage: await putTheirPage(site), store, peerFolder: path.join(folder, "peers"), onProgress };
    const films: Films = new Map();
    const stands: Stand[] = [];
    const skipped: string[] = [];
    // What can't be measured is named, and the rest goes on.
    const skip = (what: string) => (error: unknown): null => {
      skipped.push(`${what}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
      onProgress(`skipped ${skipped.at(-1)}`);
      return null;
    };
    const results: ModelResult[] = [];
    for (const model of models) {
      const stand = await setUp(model, tools).catch(skip(model.name));
      if (!stand) continue;
      stands.push(stand);
      const races: Race[] = [];
      for (const network of options.networks) {
        const run = await race(stand, network, site, visitor, films, options).catch(skip(`${model.name}, ${network}`));
        if (run) races.push(run);
      }
      results.push({ name: model.name, sourceBytes: model.bytes, peer: stand.peer, races });
    }
    const memory = options.memory && stands.length > 0 ? await compareMemory(stands, site, visitor, onProgress).catch(skip("memory")) : null;
    return { result: { models: results, ...(memory ? { memory } : {}), skipped }, films };
  } finally {
    await browser.close();
    site.close();
  }
}

async function race(stand: Stand, network: NetworkName, site: Site, visitor: Visitor, films: Films, options: ViewerBenchOptions): Promise<Race> {
  const samples: Record<SideName, Figures[]> = { ours: [], theirs: [] };
  const finalPsnr: Record<SideName, number> = { ours: 0, theirs: 0 };
  const film: Record<SideName, { at: number; png: Buffer }[]> = { ours: [], theirs: [] };
  for (let repetition = 0; repetition < options.repetitions; repetition++) {
    for (const side of repetition % 2 === 0 ? SIDES : [...SIDES].reverse()) {
      const traceFile = options.trace && repetition === 0 ? path.join(options.folder, `${stand.model.name}-${network}-${side}.trace.json`) : undefined;
      const visit = await visitor.visit({ url: site.url + stand[side].path, network: NETWORKS[network], slowdown: options.slowdown, ...(traceFile ? { traceFile } : {}) });
      const judged = judge(await picturesOf(visit.frames, visit.firstFrame), stand[side].source);
      const likeness = likenessOf(judged);
      const figures = figuresOf(visit, likeness);
      samples[side].push(figures);
      finalPsnr[side] = likeness.final.psnr;
      film[side] = visit.frames;
      options.onProgress(
        `${stand.model.name}, ${NETWORKS[network].title}, ${side} ${repetition + 1}/${options.repetitions}: ` +
          `first frame ${(figures.firstFrame / 1000).toFixed(1)} s, ${(figures.bytes / 1000).toFixed(0)} KB, like the source ${(figures.likeSource / 1000).toFixed(1)} s, blocked ${figures.blocking.toFixed(0)} ms`,
      );
    }
  }
  films.set(`${stand.model.name} ${network}`, film);
  return { network, samples, finalPsnr, comparison: compare(samples.ours, samples.theirs) };
}

/** The stage whenever it changed, from the first 3D frame on. */
async function picturesOf(frames: readonly { at: number; png: Buffer }[], firstFrame: number | null): Promise<StagePicture[]> {
  // What was on the screen when the frame was finished still counts: the picture itself may have come a moment earlier.
  const before = frames.findLastIndex(({ at }) => at <= (firstFrame ?? 0));
  return Promise.all(frames.slice(Math.max(before, 0)).map(async ({ at, png }) => ({ at, picture: await stageOf(png) })));
}

