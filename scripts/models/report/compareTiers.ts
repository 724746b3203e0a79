import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { ModelManifest, ModelTier } from "../../../app/domain/modelManifest.ts";
import type { CameraPose } from "../../../app/viewer/framing.ts";
import type { Prepared } from "../prepare.ts";
import { comparePictures, type Picture, type PictureScores } from "../quality/pictures.ts";
import { writeReference } from "../quality/reference.ts";
import type { ModelRenderer, RenderedModel } from "../quality/renderer.ts";
import { tierViews } from "../quality/tierViews.ts";
import { STANDARD_VIEWS } from "../quality/views.ts";
import { difference, worstSpot, type Spot } from "./pictures.ts";

const decompress = promisify(brotliDecompress);

/** Edge length of the report's pictures of the whole model: what fits a laptop's screen. */
const WHOLE_PIXELS = 960;
/** The crop that shows where a tier differs most, as a share of a picture's edge. */
export const CROP_SHARE = 0.16;
/** Of the close-ups these are shown: the rest differ little from them. */
const CLOSE_UPS = ["front", "above"];

/** A view of the model, drawn from the source and from every tier. */
export interface ComparedView {
  id: string;
  name: string;
  source: Picture;
  tiers: ComparedTier[];
  /** Where the tiers together differ most from the source. */
  spot: Spot;
}

export interface ComparedTier {
  name: ModelTier["name"];
  picture: Picture;
  difference: Picture;
  scores: PictureScores;
}

/**
 * Draws a source and the tiers that were made of it, side by side, from the directions that tiers are judged from.
 * @param store the base folder of the store that holds the tiers
 */
export async function compareTiers(
  prepared: Prepared,
  manifest: ModelManifest,
  { store, renderer, onProgress }: { store: string; renderer: ModelRenderer; onProgress: (message: string) => void },
): Promise<ComparedView[]> {
  const variant = manifest.variants[0];
  const reference = { ...(await writeReference(prepared)), variant };
  const tiers = await Promise.all(manifest.tiers.map(async (tier) => ({ tier, model: { ...(await readTier(store, tier, manifest)), variant } })));
  const shots = shotsOf(prepared);
  const draw = async (name: string, model: RenderedModel): Promise<Picture[]> => {
    onProgress(`drawing ${name}`);
    const pictures: Picture[] = [];
    for (const { poses, pixels } of shots) pictures.push(...(await renderer.render(model, poses, pixels)));
    return pictures;
  };

  const sources = await draw("the source", reference);
  const drawn: { name: ModelTier["name"]; pictures: Picture[] }[] = [];
  for (const { tier, model } of tiers) drawn.push({ name: tier.name, pictures: await draw(tier.name, model) });
  return shots
    .flatMap(({ views }) => views)
    .map(({ id, name }, index) => {
      const source = sources[index]!;
      const compared = drawn.map((tier) => {
        const picture = tier.pictures[index]!;
        return { name: tier.name, picture, difference: difference(source, picture), scores: comparePictures(source, picture) };
      });
      return { id, name, source, tiers: compared, spot: worstSpot(source, compared[0]!.picture, CROP_SHARE) };
    });
}

interface Shots {
  views: { id: string; name: string }[];
  poses: CameraPose[];
  pixels: number;
}

function shotsOf(prepared: Prepared): Shots[] {
  const { standard, high } = tierViews(prepared);
  const closeUps = STANDARD_VIEWS.flatMap(({ name }, index) => (CLOSE_UPS.includes(name) ? [{ name, pose: high.poses[index]! }] : []));
  return [
    { views: STANDARD_VIEWS.map(({ name }) => ({ id: name, name })), poses: standard.poses, pixels: WHOLE_PIXELS },
    {
      views: closeUps.map(({ name }) => ({ id: `close-up-${name}`, name: `${name}, a texel a pixel` })),
      poses: closeUps.map(({ pose }) => pose),
      pixels: high.pixels,
    },
  ];
}

async function readTier(store: string, tier: ModelTier, { bounds }: ModelManifest): Promise<RenderedModel> {
  const folder = path.posix.dirname(tier.model.path);
  const glb = await decompress(await readFile(path.join(store, tier.model.path)));
  const textures = new Map(await Promise.all(tier.textures.map(async (file) => [file.path, await readFile(path.join(store, file.path))] as const)));
  return { glb, bounds, resource: (uri) => textures.get(path.posix.join(folder, uri)) };
}
