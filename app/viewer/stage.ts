import { Group, PerspectiveCamera, Vector3, type Matrix4, type Object3D, type Scene, type WebGLRenderer } from "three";
import { createExhibition, type Exhibit } from "./exhibition";
import { cameraPosition, centreOf, clipPlanes, radiusOf, verticalFov, type Bounds, type CameraPose, type Vector } from "./framing";
import { createGroundShadow } from "./groundShadow";
import type { Model } from "./model";
import { createRenderer, createStudio } from "./studio";
import { uploadTexture } from "./textureUpload";

/** Renderer, light, ground and camera, with at most one model between them: what viewer and posters have in common. */
export interface Stage {
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  /** Largest useful texture anisotropy. */
  readonly anisotropy: number;
  /**
   * Clears the stage for a product of other bounds, keeping context, light and shaders. The studio stays as large as it
   * was put up: the product is scaled into it, and `place` and the models keep speaking the product's own metres.
   */
  setBounds(bounds: Bounds): void;
  /** From the product's metres to the camera's world. */
  readonly productMatrix: Matrix4;
  /** A point of the product, in its metres, in the camera's world. */
  toStudio(point: Vector): Vector;
  resize(width: number, height: number, pixelRatio: number): void;
  place(pose: CameraPose): void;
  /** Compiles and uploads what a model in this finish needs, without stalling for long and without showing it. */
  warmUp(model: Model, variant: string, signal: AbortSignal): Promise<() => void>;
  /** Exchanges the model with the next frame; the first one's outline makes the ground's shadow. */
  put(model: Model): void;
  /** The same with chunks and a fade of `fadeMs`. */
  show(model: Model, exhibit: Exhibit, fadeMs: number): void;
  /** Ends a fade, so that what leaves can be disposed of. */
  settle(): void;
  /** Takes the model off and empties the canvas. */
  clear(): void;
  /** The GPU lost everything: forgets what was there, so that nothing of it is touched afterwards. */
  release(): void;
  /** After the GPU came back: makes anew what is not uploaded again by itself. */
  restore(): void;
  /** True while a fade goes on and wants another frame. */
  draw(): boolean;
  /** Gives the context back as well. */
  dispose(): void;
}

const MOST_ANISOTROPY = 8;

/**
 * Opens a WebGL context on the canvas and puts the studio up in it.
 * @throws {Error} when the canvas has no WebGL 2; ask `canDraw` first.
 */
export function createStage(canvas: HTMLCanvasElement, bounds: Bounds): Stage {
  const renderer = createRenderer(canvas);
  const studio = createStudio(renderer, bounds);
  const camera = new PerspectiveCamera();
  const plinth = new Group();
  studio.scene.add(plinth);
  const exhibition = createExhibition(renderer, plinth);
  let ground = createGroundShadow(renderer, studio.scene, bounds);
  let onStage: Model | null = null;

  const toStudio = (point: Vector): Vector => plinth.localToWorld(new Vector3(...point)).toArray();

  /** Compiles in the background where the browser can; where it can't, asking for that only brings a warning. */
  async function compile(object: Object3D, signal: AbortSignal): Promise<void> {
    if (renderer.extensions.has("KHR_parallel_shader_compile")) await renderer.compileAsync(object, camera, studio.scene);
    else renderer.compile(object, camera, studio.scene);
    signal.throwIfAborted();
  }

  function show(model: Model, exhibit: Exhibit, fadeMs: number): void {
    const first = onStage === null;
    if (onStage !== model) studio.relight();
    onStage = model;
    exhibition.show(exhibit, fadeMs);
    if (first) ground.bake(model.root);
  }

  return {
    renderer,
    scene: studio.scene,
    camera,
    anisotropy: Math.min(renderer.capabilities.getMaxAnisotropy(), MOST_ANISOTROPY),
    productMatrix: plinth.matrixWorld,
    toStudio,
    setBounds(next) {
      this.clear();
      const scale = radiusOf(bounds) / radiusOf(next);
      plinth.scale.setScalar(scale);
      plinth.position.set(...centreOf(next)).multiplyScalar(-scale).add(new Vector3(...centreOf(bounds)));
      plinth.updateMatrixWorld();
      ground.dispose();
      ground = createGroundShadow(renderer, studio.scene, { min: toStudio(next.min), max: toStudio(next.max) });
    },
    resize(width, height, pixelRatio) {
      exhibition.settle();
      renderer.setPixelRatio(pixelRatio);
      renderer.setSize(width, height, false);
      camera.aspect = width / height;
      camera.fov = (verticalFov(width, height) * 180) / Math.PI;
      camera.updateProjectionMatrix();
    },
    place(pose) {
      const distance = pose.distance * plinth.scale.x;
      const { near, far } = clipPlanes(bounds, distance);
      camera.near = near;
      camera.far = far;
      const target = toStudio(pose.target);
      camera.position.set(...cameraPosition({ ...pose, distance, target }));
      camera.lookAt(...target);
      camera.updateProjectionMatrix();
    },
    async warmUp(model, variant, signal) {
      const { standIn, textures, wear } = await model.tryOn(variant);
      signal.throwIfAborted();
      await compile(standIn, signal);
      for (const texture of textures) await uploadTexture(renderer, texture, signal);
      return wear;
    },
    put: (model) => show(model, { roots: [model.root] }, 0),
    show,
    settle: () => exhibition.settle(),
    clear() {
      exhibition.clear();
      onStage = null;
      renderer.clear();
    },
    release() {
      exhibition.settle();
      exhibition.release();
      studio.release();
      ground.release();
    },
    restore() {
      studio.restore();
      if (onStage) ground.bake(onStage.root);
    },
    draw: () => exhibition.draw(() => renderer.render(studio.scene, camera)),
    dispose() {
      exhibition.clear();
      exhibition.release();
      ground.dispose();
      studio.release();
      renderer.dispose();
      // Browsers allow few contexts at a time; give this one back now, not at the next garbage collection.
      renderer.forceContextLoss();
    },
  };
}
