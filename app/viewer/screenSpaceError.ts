import type { ModelTier, TierName } from "../domain/modelManifest";
import type { LoadBudget } from "./budget";

/** What is there already, and so costs nothing more. */
export interface Held {
  /** The tier shown; going back to a coarser one needs a margin (hysteresis). */
  readonly shown?: TierName | undefined;
  /** Tiers in memory: they need no more bytes. */
  readonly loaded?: ReadonlySet<TierName>;
}

/** What the camera sees, as far as the choice of a tier needs it. */
export interface ViewMeasure {
  /** Height of the drawing buffer, device pixels. */
  readonly viewportHeight: number;
  /** Vertical field of view, radians. */
  readonly fovY: number;
  /** From the camera to the model's centre, metres. */
  readonly distance: number;
  /** Radius of the model's bounding sphere, metres. */
  readonly radius: number;
}

/** An error of one device pixel cannot be seen. */
const VISIBLE_PIXELS = 1;
/** A coarser tier takes over only when its error is well below a pixel, so that nothing flickers at the border. */
const COARSER_PIXELS = 0.5;
/**
 * How wide the estimated texel may get. Filtering hides a texel of two pixels, and the estimate is about twice too
 * coarse, for most textures are tiled or cover a part only.
 */
const TEXEL_PIXELS = 4;
/** The nearest that a surface is taken to be, as a share of the radius: the camera may stand inside the sphere. */
const NEAREST_SURFACE = 0.08;

/**
 * How many device pixels a length on the model covers where it comes nearest to the camera:
 * `px = length · viewportHeight / (2 · tan(fovY/2) · max(distance − radius, near))`
 * (the screen-space error of Luebke et al., Level of Detail for 3D Graphics, 2002, section 4.1).
 */
export function projectedPixels(metres: number, view: ViewMeasure): number {
  const nearest = Math.max(view.distance - view.radius, view.radius * NEAREST_SURFACE);
  return (metres * view.viewportHeight) / (2 * Math.tan(view.fovY / 2) * nearest);
}

/**
 * A tier's error on the screen in device pixels: that of its geometry, or that of its texels where a finer tier has
 * smaller ones. A texel's size is estimated by laying the largest texture once across the model.
 */
export function tierPixels(tier: ModelTier, view: ViewMeasure, finestTextureSize: number): number {
  const geometry = projectedPixels(tier.errorMetres, view);
  if (tier.textureSize === 0 || tier.textureSize >= finestTextureSize) return geometry;
  return Math.max(geometry, projectedPixels((2 * view.radius) / tier.textureSize, view) / TEXEL_PIXELS);
}

/**
 * The tier to show: the coarsest, from the budget's floor upwards, whose error is below a pixel, else the finest that
 * the budget allows.
 * @param tiers The model's tiers, coarsest first, at least one.
 * @param held What is shown and in memory.
 */
export function chooseTier(
  tiers: readonly ModelTier[],
  view: ViewMeasure,
  budget: LoadBudget,
  held: Held = {},
): TierName {
  const [coarsest] = tiers;
  if (!coarsest) throw new Error("A model without tiers cannot be shown: its manifest is broken.");
  const finestTextureSize = Math.max(...tiers.map((tier) => tier.textureSize));
  const candidates = candidateTiers(tiers, budget, held.loaded);
  const currentIndex = candidates.findIndex((tier) => tier.name === held.shown);
  const chosen = candidates.findIndex((tier, index) => {
    const threshold = index < currentIndex ? COARSER_PIXELS : VISIBLE_PIXELS;
    return tierPixels(tier, view, finestTextureSize) <= threshold;
  });
  return (candidates[chosen] ?? candidates.at(-1) ?? coarsest).name;
}

/** Bytes to fetch for a tier with one finish shown: textures that finishes do not share are a finish's fair part. */
export function tierBytes(tier: ModelTier, variantCount: number): number {
  const textures = tier.textures.reduce((sum, file) => sum + file.bytes, 0);
  return tier.model.bytes + textures / Math.max(variantCount, 1);
}

function candidateTiers(tiers: readonly ModelTier[], budget: LoadBudget, loaded?: ReadonlySet<TierName>): ModelTier[] {
  const fetchable = (tier: ModelTier): boolean =>
    loaded?.has(tier.name) === true || tierBytes(tier, budget.variantCount) <= budget.tierBytes;
  const affordable = tiers.filter((tier, index) => index === 0 || (fetchable(tier) && tier.gpuBytes <= budget.gpuBytes));
  // The simplifier measures positions, not shading: where bytes are no matter, the preview is a stage on the way only.
  return affordable.length > 1 && budget.beyondPreview ? affordable.slice(1) : affordable;
}
