import type { ModelTier, TierName } from "../domain/modelManifest";
import type { ViewerEvent } from "./events";

/** What the loader needs from whoever decodes and shows models. */
export interface TierHost<Model> {
  /** Fetches and decodes a tier; rejects when `signal` aborts. `bytes` is what was fetched. */
  load(tier: ModelTier, signal: AbortSignal): Promise<{ model: Model; bytes: number }>;
  /** Makes everything ready so that `show` takes no time: finish, shaders, textures. */
  prepare(model: Model, signal: AbortSignal): Promise<void>;
  /** Exchanges the model on the stage, in one frame. */
  show(model: Model, tier: ModelTier): void;
  /** Frees a model that is not shown. */
  drop(model: Model): void;
  onEvent(event: ViewerEvent): void;
}

/** Brings the wanted tier onto the stage, the coarsest first; only the newest wish counts. */
export interface TierLoader<Model> {
  readonly shown: { readonly name: TierName; readonly model: Model } | null;
  /** All that are in memory, shown or not. */
  readonly loaded: Iterable<Model>;
  readonly names: ReadonlySet<TierName>;
  /** What they hold of the GPU's memory, bytes. */
  readonly gpuBytes: number;
  /** Asks for a tier. What is on its way for another one is aborted; what failed before is not tried again. */
  want(name: TierName): void;
  dispose(): void;
}

/**
 * Starts with the coarsest tier at once, whatever is wanted: the sooner something turns, the better.
 * Tiers that were shown stay loaded for going back, as long as all together fit into `memory()` bytes of the GPU's.
 */
export function createTierLoader<Model>(
  tiers: readonly ModelTier[],
  memory: () => number,
  host: TierHost<Model>,
): TierLoader<Model> {
  const loaded = new Map<TierName, Model>();
  const failed = new Set<TierName>();
  let shown: { name: TierName; model: Model } | null = null;
  let wanted: TierName | null = null;
  let job: { name: TierName; controller: AbortController } | null = null;
  let disposed = false;

  function cancel(): void {
    if (!job) return;
    const { name, controller } = job;
    job = null;
    controller.abort();
    host.onEvent({ type: "abort", tier: name });
  }

  async function bring(tier: ModelTier): Promise<void> {
    const controller = new AbortController();
    job = { name: tier.name, controller };
    const { signal } = controller;
    const startedAt = performance.now();
    let fresh: Model | null = null;
    try {
      let model = loaded.get(tier.name);
      let bytes = 0;
      if (model === undefined) {
        const result = await host.load(tier, signal);
        model = fresh = result.model;
        bytes = result.bytes;
      }
      signal.throwIfAborted();
      await host.prepare(model, signal);
      signal.throwIfAborted();
      host.show(model, tier);
      fresh = null;
      loaded.set(tier.name, model);
      shown = { name: tier.name, model };
      job = null;
      evict();
      host.onEvent({ type: "tier", tier: tier.name, bytes, ms: performance.now() - startedAt });
    } catch (error) {
      if (fresh !== null) host.drop(fresh);
      if (signal.aborted) return;
      job = null;
      failed.add(tier.name);
      host.onEvent({ type: "error", message: `The ${tier.name} tier could not be shown. ${describe(error)}` });
    }
    pursue();
  }

  const heldBytes = (): number =>
    tiers.reduce((bytes, tier) => bytes + (loaded.has(tier.name) ? tier.gpuBytes : 0), 0);

  /** Frees the tiers that are not shown, finest first, until the rest fits. */
  function evict(): void {
    for (const { name } of [...tiers].reverse()) {
      if (heldBytes() <= memory()) return;
      const model = loaded.get(name);
      if (model === undefined || name === shown?.name) continue;
      loaded.delete(name);
      host.drop(model);
    }
  }

  function pursue(): void {
    const tier = tiers.find((candidate) => candidate.name === wanted);
    if (disposed || job || !tier || tier.name === shown?.name || failed.has(tier.name)) return;
    void bring(tier);
  }

  const [coarsest] = tiers;
  if (coarsest) void bring(coarsest);

  return {
    get shown() {
      return shown;
    },
    get loaded() {
      return loaded.values();
    },
    get names() {
      return new Set(loaded.keys());
    },
    get gpuBytes() {
      return heldBytes();
    },
    want(name) {
      if (disposed) return;
      wanted = name;
      // The first picture is never given up for a better one that comes later.
      if (job && job.name !== name && shown) cancel();
      pursue();
    },
    dispose() {
      disposed = true;
      cancel();
      for (const model of loaded.values()) host.drop(model);
      loaded.clear();
      shown = null;
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
