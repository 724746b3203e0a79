import { PerspectiveCamera, type Object3D, type WebGLRenderer } from "three";
import { cameraPosition, clipPlanes, verticalFov, type Bounds, type CameraPose } from "./framing";
import { createGroundShadow } from "./groundShadow";
import type { Model } from "./model";
import { createRenderer, createStudio } from "./studio";

/** Renderer, light, ground and camera, with at most one model between them: what viewer and posters have in common. */
export interface Stage {
  readonly renderer: WebGLRenderer;
  readonly camera: PerspectiveCamera;
  /** Largest useful texture anisotropy. */
  readonly anisotropy: number;
  resize(width: number, height: number, pixelRatio: number): void;
  place(pose: CameraPose): void;
  /** Compiles and uploads what a model in this finish needs, without stalling for long and without showing it. */
  warmUp(model: Model, variant: string, signal: AbortSignal): Promise<() => void>;
  /** Exchanges the model; the first one's outline makes the ground's shadow. */
  put(model: Model): void;
  /** The GPU lost everything: forgets what was there, so that nothing of it is touched afterwards. */
  release(): void;
  /** After the GPU came back: makes anew what is not uploaded again by itself. */
  restore(): void;
  draw(): void;
  dispose(): void;
}

const MOST_ANISOTROPY = 8;

export function createStage(canvas: HTMLCanvasElement, bounds: Bounds): Stage {
  const renderer = createRenderer(canvas);
  const studio = createStudio(renderer, bounds);
  const ground = createGroundShadow(renderer, studio.scene, bounds);
  const camera = new PerspectiveCamera();
  let onStage: Model | null = null;

  /** Compiles in the background where the browser can; where it can't, asking for that only brings a warning. */
  async function compile(object: Object3D, signal: AbortSignal): Promise<void> {
    if (renderer.extensions.has("KHR_parallel_shader_compile")) await renderer.compileAsync(object, camera, studio.scene);
    else renderer.compile(object, camera, studio.scene);
    signal.throwIfAborted();
  }

  return {
    renderer,
    camera,
    anisotropy: Math.min(renderer.capabilities.getMaxAnisotropy(), MOST_ANISOTROPY),
    resize(width, height, pixelRatio) {
      renderer.setPixelRatio(pixelRatio);
      renderer.setSize(width, height, false);
      camera.aspect = width / height;
      camera.fov = (verticalFov(width, height) * 180) / Math.PI;
      camera.updateProjectionMatrix();
    },
    place(pose) {
      const { near, far } = clipPlanes(bounds, pose.distance);
      camera.near = near;
      camera.far = far;
      camera.position.set(...cameraPosition(pose));
      camera.lookAt(...pose.target);
      camera.updateProjectionMatrix();
    },
    async warmUp(model, variant, signal) {
      const { standIn, textures, wear } = await model.tryOn(variant);
      signal.throwIfAborted();
      await compile(standIn, signal);
      for (const texture of textures) {
        signal.throwIfAborted();
        renderer.initTexture(texture);
        await nextTask();
      }
      return wear;
    },
    put(model) {
      if (!onStage) ground.bake(model.root);
      onStage?.root.removeFromParent();
      studio.scene.add(model.root);
      onStage = model;
      studio.relight();
    },
    release() {
      studio.release();
      ground.release();
    },
    restore() {
      studio.restore();
      if (onStage) ground.bake(onStage.root);
    },
    draw: () => renderer.render(studio.scene, camera),
    dispose() {
      ground.dispose();
      studio.release();
      renderer.dispose();
      // Browsers allow few contexts at a time; give this one back now, not at the next garbage collection.
      renderer.forceContextLoss();
    },
  };
}

/** Lets input and drawing come in between two uploads. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
