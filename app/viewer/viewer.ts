import type { ModelManifest, ModelTier } from "../domain/modelManifest";
import { watchBudget } from "./budgetWatch";
import { createChunkDetails } from "./chunkDetails";
import { detailPose, type Detail } from "./detail";
import { EventLog, type LoggedEvent } from "./events";
import { createFetchQueue } from "./fetchQueue";
import { createFrameClock } from "./frameClock";
import { cameraPosition, radiusOf, type CameraPose, type Vector, type ViewName } from "./framing";
import { listenForGestures } from "./gestures";
import { gpuDone } from "./gpuDone";
import { createLevelChooser } from "./levelChooser";
import { holdMeshoptWorkers } from "./meshoptWorkers";
import type { Model } from "./model";
import { createModelSource, type LoadedModel } from "./modelSource";
import { createOrbit } from "./orbit";
import type { LentStage } from "./ar/roomSession";
import { createOccluder, type Occluder } from "./overlay/occluder";
import { projectPoint, type CanvasPoint } from "./projection";
import { createRenderLoop } from "./renderLoop";
import { createStage, type Stage } from "./stage";
import { createTierLoader } from "./tierLoader";

export type { Detail } from "./detail";
export type { LoggedEvent } from "./events";
export type { CameraPose, Vector, ViewName } from "./framing";
export type { CanvasPoint } from "./projection";

export interface ViewerOptions {
  /** On the page, laid out by CSS; the viewer fills whatever size it has. */
  readonly canvas: HTMLCanvasElement;
  readonly manifest: ModelManifest;
  /** Where the model store is served. */
  readonly baseUrl: string;
  /** The finish to start with: a name out of `manifest.variants`. */
  readonly variant: string;
  /** No gliding, no turntable, no fading: every change jumps. */
  readonly reducedMotion: boolean;
  readonly onEvent: (event: LoggedEvent) => void;
  /** A stage on the same canvas that outlives the viewer; one of its own is made, and given back, where missing. */
  readonly stage?: Stage;
  /** Turns the product steadily, radians a second, and leaves pointers and keys to the page. */
  readonly turntable?: number;
}

export interface Viewer {
  /** Changes the material, keeping camera and geometry. The newest call wins. */
  setVariant(name: string): void;
  setView(name: ViewName): void;
  /** Flies to a detail, or jumps there under reduced motion. */
  lookAt(detail: Detail): void;
  /** Comes nearer by a factor above 1, goes back by one below. */
  zoomBy(factor: number): void;
  /** Turns the camera, radians. */
  orbitBy(yaw: number, pitch: number): void;
  resetView(): void;
  setReducedMotion(reduced: boolean): void;
  /** Where a point of the model, in metres, lies on the canvas in the frame last drawn. */
  project(point: Vector): CanvasPoint;
  /** Where the camera stands, in the model's metres. */
  readonly pose: CameraPose;
  /** Whether the model itself stands before a point of its surface; false until it is shown. */
  hides(point: Vector): boolean;
  /** Calls back after every drawn frame, in the same task; the returned function ends it. */
  onFrame(listener: () => void): () => void;
  /** Lends renderer and scene to a WebXR session: nothing else is drawn until they are given back. */
  lendStage(): LentStage;
  /** What happened so far, oldest first. */
  readonly log: readonly LoggedEvent[];
  /** Aborts all requests, and frees memory, workers and, unless the stage was given, the GPU's context. */
  dispose(): void;
}

/** More pixels than this per CSS pixel cost battery and show nothing. */
const MOST_PIXEL_RATIO = 2;
/** How long a level passes into the next. */
const FADE_MS = 180;
/** Where a frame takes this long a fade would be two steps: the change is made at once. */
const FADELESS_FRAME_MS = 84;

/**
 * Shows a product: its preview as soon as it is there, then the tier that the view deserves.
 * @throws {Error} when the canvas has no WebGL 2; ask `canDraw` first.
 */
export function createViewer(options: ViewerOptions): Viewer {
  const { canvas, manifest, baseUrl, turntable } = options;
  const { bounds, tiers, chunkedTier } = manifest;
  const variantCount = manifest.variants.length;
  const log = new EventLog(options.onEvent);
  const queue = createFetchQueue();
  const stage = options.stage ?? createStage(canvas, bounds);
  if (options.stage) stage.setBounds(bounds);
  let { variant, reducedMotion } = options;
  const orbit = createOrbit(bounds, () => reducedMotion);
  const lifetime = new AbortController();
  const clock = createFrameClock();
  const chooser = createLevelChooser(tiers);
  const frameListeners = new Set<() => void>();
  let releaseWorkers: (() => void) | null = null;
  let occluder: Occluder | null = null;
  // Points lie on the source's surface; the coarsest tier's is some way off.
  const surfaceTolerance = 2 * (tiers[0]?.errorMetres ?? 0) + radiusOf(bounds) * 0.01;
  let drawn = false;
  let seen = false;
  let moving = false;
  let contextLost = false;
  let lent = false;
  let reconsidering: ReturnType<typeof setTimeout> | undefined;

  const watch = watchBudget({
    variantCount,
    measured: () => queue.bytesPerSecond,
    onChange: ({ tierBytes, gpuBytes, bytesPerSecond }, measured) =>
      log.add({ type: "budget", tierBytes, gpuBytes, bytesPerSecond, measured }),
  });
  const source = createModelSource({
    baseUrl,
    queue,
    anisotropy: stage.anisotropy,
    variant: () => variant,
    isWorn: ({ variants }) => variantCount === 0 || variants?.includes(variant) === true,
    lifetime: lifetime.signal,
  });
  const finest = tiers.at(-1);
  const details =
    chunkedTier && finest
      ? createChunkDetails({
          stage,
          bounds,
          chunked: chunkedTier,
          finest,
          source,
          variantCount,
          prepare: dressModel,
          onChange: () => loader.shown && exhibit(loader.shown.model),
          onEvent: (event) => log.add(event),
        })
      : null;

  const loader = createTierLoader<Model>(tiers, () => watch.budget.gpuBytes, {
    load: fetchTier,
    prepare: dressModel,
    show(model) {
      exhibit(model);
      occluder ??= createOccluder(model.root);
      // The small preview decodes faster than a worker starts.
      releaseWorkers ??= holdMeshoptWorkers();
    },
    drop(model) {
      stage.settle();
      model.dispose();
    },
    onEvent(event) {
      log.add(event);
      if (event.type === "tier") considerLevels();
    },
  });

  async function fetchTier(tier: ModelTier, signal: AbortSignal): Promise<LoadedModel> {
    const loaded = await source.tier(details?.masked(tier) ?? tier, signal);
    watch.refresh();
    return loaded;
  }

  /** Makes a model wear the wanted finish, also when that changes meanwhile. */
  async function dressModel(model: Model, signal: AbortSignal): Promise<void> {
    for (let worn: string | null = null; worn !== variant; ) {
      worn = variant;
      const wear = await stage.warmUp(model, worn, signal);
      if (worn === variant) wear();
    }
  }

  function exhibit(model: Model): void {
    const fade = drawn && !reducedMotion && clock.frameMs < FADELESS_FRAME_MS;
    stage.show(model, details?.exhibit(model) ?? { roots: [model.root] }, fade ? FADE_MS : 0);
    loop.invalidate();
  }

  function considerLevels(): void {
    clearTimeout(reconsidering);
    // What is finer would take line and processor from the first picture.
    if (!seen) return;
    const { budget } = watch;
    const view = {
      viewportHeight: canvas.height,
      fovY: (stage.camera.fov * Math.PI) / 180,
      distance: orbit.pose.distance,
      radius: radiusOf(bounds),
    };
    const { tier, againInMs } = chooser.choose({
      now: performance.now(),
      view,
      budget,
      shown: loader.shown?.name,
      loaded: loader.names,
      moving,
      frameMs: clock.frameMs,
    });
    if (tier) loader.want(tier);
    if (againInMs !== null) reconsidering = setTimeout(considerLevels, againInMs);
    if (loader.shown?.name !== finest?.name) details?.rest();
    else details?.consider({ ...view, eye: cameraPosition(orbit.pose) }, budget, budget.gpuBytes - loader.gpuBytes);
  }

  function drawFrame(): boolean {
    const fading = stage.draw();
    for (const listener of frameListeners) listener();
    return fading;
  }

  const loop = createRenderLoop(canvas, (seconds, follows) => {
    const turning = turntable !== undefined && !reducedMotion;
    if (turning) orbit.spin(turntable * seconds);
    const gliding = orbit.step(seconds);
    moving = gliding || turning;
    if (follows) clock.tick(seconds);
    if (contextLost || lent) return false;
    stage.place(orbit.pose);
    considerLevels();
    if (!loader.shown) return false;
    const fading = drawFrame();
    if (!drawn) {
      drawn = true;
      void tellFirstFrame();
    }
    return moving || fading;
  });

  /** A slow GPU takes its time after the script is done with a frame; the poster stays until then. */
  async function tellFirstFrame(): Promise<void> {
    const drawnAt = performance.now();
    await gpuDone(stage.renderer.getContext() as WebGL2RenderingContext, lifetime.signal);
    if (lifetime.signal.aborted) return;
    seen = true;
    const gpuMs = performance.now() - drawnAt;
    clock.first(gpuMs);
    log.add({ type: "firstFrame", gpuMs });
    considerLevels();
  }

  function resize(): void {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0 || lent) return;
    stage.resize(clientWidth, clientHeight, Math.min(window.devicePixelRatio, MOST_PIXEL_RATIO));
    // A new size empties the canvas; waiting for the next frame would show that.
    if (drawn && !contextLost) drawFrame();
    loop.invalidate();
  }
  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  resize();

  const stopGestures =
    turntable === undefined
      ? listenForGestures(canvas, {
          orbit,
          metresPerPixel: () =>
            (2 * orbit.pose.distance * Math.tan((stage.camera.fov * Math.PI) / 360)) / Math.max(canvas.clientHeight, 1),
          changed: loop.invalidate,
        })
      : null;

  canvas.addEventListener("webglcontextlost", onContextLost, { signal: lifetime.signal });
  canvas.addEventListener("webglcontextrestored", onContextRestored, { signal: lifetime.signal });

  function onContextLost(): void {
    contextLost = true;
    stage.release();
    for (const model of [...loader.loaded, ...(details?.models ?? [])]) model.release();
    log.add({ type: "contextLost" });
  }

  function onContextRestored(): void {
    contextLost = false;
    stage.restore();
    stage.place(orbit.pose);
    if (!loader.shown) return;
    drawFrame();
    log.add({ type: "contextRestored" });
  }

  async function changeVariant(name: string): Promise<void> {
    const startedAt = performance.now();
    const model = loader.shown?.model;
    if (!model || model.variant === name) return;
    const models = [model, ...(details?.models ?? [])];
    const wear = await Promise.all(models.map((each) => stage.warmUp(each, name, lifetime.signal)));
    if (variant !== name || loader.shown?.model !== model) return;
    for (const change of wear) change();
    log.add({ type: "variant", variant: name, ms: performance.now() - startedAt });
    loop.invalidate();
  }

  function steer(act: () => void): void {
    act();
    loop.invalidate();
  }

  return {
    setVariant(name) {
      variant = name;
      changeVariant(name).catch((error: unknown) => {
        if (lifetime.signal.aborted) return;
        log.add({ type: "error", message: `The finish ${name} could not be shown. ${error instanceof Error ? error.message : ""}` });
      });
    },
    setView: (name) => steer(() => orbit.view(name)),
    lookAt: (detail) => steer(() => orbit.goTo(detailPose(detail))),
    zoomBy: (factor) => steer(() => orbit.zoomBy(factor)),
    orbitBy: (yaw, pitch) => steer(() => orbit.orbitBy(yaw, pitch)),
    resetView: () => steer(() => orbit.reset()),
    setReducedMotion: (reduced) => steer(() => (reducedMotion = reduced)),
    project: (point) => projectPoint(stage.toStudio(point), stage.camera, { width: canvas.clientWidth, height: canvas.clientHeight }),
    get pose() {
      return orbit.pose;
    },
    hides: (point) => occluder?.hides(point, cameraPosition(orbit.pose), surfaceTolerance) ?? false,
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    lendStage() {
      stage.settle();
      lent = true;
      return {
        renderer: stage.renderer,
        scene: stage.scene,
        giveBack() {
          lent = false;
          if (!lifetime.signal.aborted) resize();
        },
      };
    },
    get log() {
      return log.entries;
    },
    dispose() {
      lifetime.abort();
      clearTimeout(reconsidering);
      watch.stop();
      stopGestures?.();
      sizes.disconnect();
      loop.dispose();
      loader.dispose();
      details?.dispose();
      source.dispose();
      releaseWorkers?.();
      if (!options.stage) stage.dispose();
    },
  };
}
