import { PerspectiveCamera, type WebGLRenderer } from "three";
import { cameraPosition, clipPlanes, verticalFov, type Bounds, type CameraPose } from "../../../app/viewer/framing";
import { parseModel, type Model } from "../../../app/viewer/model";
import { createRenderer, createStudio, type Studio } from "../../../app/viewer/studio";
import { readBack } from "../../browser/readBack";

/** What the page is asked to draw; the GLB lies at `/model/glb`, what it refers to below `/model/resource/`. */
export interface PageTask {
  bounds: Bounds;
  variant: string;
  views: readonly CameraPose[];
  /** Edge length of the square pictures. */
  pixels: number;
}

/** What the page offers to the script that drives it. */
export interface QualityPage {
  /** Draws the model's views one after another and posts each to `/result/<number>` as RGBA bytes, rows from the top. */
  renderViews(task: PageTask): Promise<void>;
}

const ANISOTROPY = 8;

/** The viewer's renderer and light, without its ground: tiers are judged by the object alone. */
interface PhotoSet {
  bounds: string;
  renderer: WebGLRenderer;
  studio: Studio;
  /** Kept until the next one is drawn: with its last material a shader goes, and compiling it anew takes as long as drawing. */
  shown?: Model;
}

let current: PhotoSet | undefined;

/** One set serves all pictures of a model, whatever their size: making its light and shaders takes longer than drawing. */
function setFor({ bounds, pixels }: PageTask): PhotoSet {
  const key = JSON.stringify(bounds);
  if (current?.bounds !== key) {
    current?.shown?.dispose();
    current?.studio.release();
    current?.renderer.dispose();
    current?.renderer.forceContextLoss();
    const renderer = createRenderer(document.createElement("canvas"));
    renderer.setPixelRatio(1);
    current = { bounds: key, renderer, studio: createStudio(renderer, bounds) };
  }
  current.renderer.setSize(pixels, pixels, false);
  return current;
}

async function renderViews(task: PageTask): Promise<void> {
  const set = setFor(task);
  const { renderer, studio } = set;
  const reader = readBack(task.pixels);
  const model = await parseModel(await bytesOf("/model/glb"), {
    variant: task.variant,
    anisotropy: Math.min(renderer.capabilities.getMaxAnisotropy(), ANISOTROPY),
    fetchRelative: (uri) => bytesOf(`/model/resource/${encodeURIComponent(uri)}`),
  });
  const previous = set.shown;
  set.shown = model;
  previous?.root.removeFromParent();
  studio.scene.add(model.root);
  studio.relight();
  for (const [index, pose] of task.views.entries()) {
    renderer.render(studio.scene, cameraAt(pose, task.bounds));
    if (index === 0) previous?.dispose();
    // In the same task as the drawing, before the browser takes the picture away.
    const { data } = reader.drawn(renderer.domElement);
    await fetch(`/result/${index}`, { method: "POST", body: data });
  }
}

function cameraAt(pose: CameraPose, bounds: Bounds): PerspectiveCamera {
  const { near, far } = clipPlanes(bounds, pose.distance);
  const camera = new PerspectiveCamera((verticalFov(1, 1) * 180) / Math.PI, 1, near, far);
  camera.position.set(...cameraPosition(pose));
  camera.lookAt(...pose.target);
  return camera;
}

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}, ${await response.text()}`);
  return response.arrayBuffer();
}

Object.assign(window, { renderViews } satisfies QualityPage);
