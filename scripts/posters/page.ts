import type { ModelManifest, ModelTier } from "../../app/domain/modelManifest.ts";
import { restPose } from "../../app/viewer/framing.ts";
import { parseModel, type Model } from "../../app/viewer/model.ts";
import { createStage, type Stage } from "../../app/viewer/stage.ts";
import { readBack } from "../browser/readBack";

/** What the poster page offers to the script that drives it. */
export interface PosterPage {
  /** Renders every finish of the model below `/store/` and posts each to `/result/<finish>` as RGBA bytes, rows from the top. */
  renderPosters(manifest: ModelManifest, pixels: number): Promise<void>;
}

async function renderPosters(manifest: ModelManifest, pixels: number): Promise<void> {
  const { signal } = new AbortController();
  const canvas = document.createElement("canvas");
  const flat = readBack(pixels);
  const stage = createStage(canvas, manifest.bounds);
  stage.resize(pixels, pixels, 1);
  stage.place(restPose(manifest.bounds));
  const preview = manifest.tiers[0];
  const high = manifest.tiers.at(-1);
  const variants = manifest.variants.length > 0 ? manifest.variants : ["default"];
  const [first] = variants;
  if (!preview || !high || first === undefined) throw new Error(`${manifest.slug} has no tiers.`);
  // As in the viewer the preview, which comes first, makes the ground's shadow.
  stage.put(await load(stage, preview, first));
  const model = await load(stage, high, first);
  stage.put(model);
  for (const variant of variants) {
    (await stage.warmUp(model, variant, signal))();
    stage.draw();
    // In the same task as the drawing, before the browser takes the picture away.
    const { data } = flat.drawn(canvas);
    await fetch(`/result/${encodeURIComponent(variant)}`, { method: "POST", body: data });
  }
  model.dispose();
  stage.dispose();
}

async function load(stage: Stage, tier: ModelTier, variant: string): Promise<Model> {
  const url = new URL(`/store/${tier.model.path}`, location.href);
  return parseModel(await bytesOf(url), {
    variant,
    anisotropy: stage.anisotropy,
    fetchRelative: (uri) => bytesOf(new URL(uri, url)),
  });
}

async function bytesOf(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: HTTP ${response.status}`);
  return response.arrayBuffer();
}

Object.assign(window, { renderPosters } satisfies PosterPage);
