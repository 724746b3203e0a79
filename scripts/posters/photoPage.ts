import type { ModelManifest, ModelTier } from "../../app/domain/modelManifest.ts";
import { restPose, viewPose, type ViewName } from "../../app/viewer/framing.ts";
import { parseModel, type Model } from "../../app/viewer/model.ts";
import { createStage, type Stage } from "../../app/viewer/stage.ts";
import { readBack } from "../browser/readBack";

/** One picture of a model. */
export interface Shot {
  /** The finish (material variant); the model's own where it has no such. */
  finish: string;
  /** A named view; where the camera rests without one. */
  view?: ViewName;
}

/** What the page offers to the script that drives it. */
export interface PhotoPage {
  /** Draws the model below `/store/` and posts each shot to `/result/<number>` as RGBA bytes, rows from the top. */
  takePictures(manifest: ModelManifest, shots: readonly Shot[], pixels: number): Promise<void>;
}

async function takePictures(manifest: ModelManifest, shots: readonly Shot[], pixels: number): Promise<void> {
  const { signal } = new AbortController();
  const canvas = document.createElement("canvas");
  const flat = readBack(pixels);
  const stage = createStage(canvas, manifest.bounds);
  stage.resize(pixels, pixels, 1);
  const preview = manifest.tiers[0];
  const high = manifest.tiers.at(-1);
  const [first] = shots;
  if (!preview || !high) throw new Error(`${manifest.slug} has no tiers.`);
  if (!first) return;
  // As in the viewer the preview, which comes first, makes the ground's shadow.
  stage.put(await load(stage, preview, first.finish));
  const model = await load(stage, high, first.finish);
  stage.put(model);
  for (const [index, { finish, view }] of shots.entries()) {
    stage.place(view === undefined ? restPose(manifest.bounds) : viewPose(manifest.bounds, view));
    (await stage.warmUp(model, finish, signal))();
    stage.draw();
    // In the same task as the drawing, before the browser takes the picture away.
    const { data } = flat.drawn(canvas);
    await fetch(`/result/${index}`, { method: "POST", body: data });
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

Object.assign(window, { takePictures } satisfies PhotoPage);
