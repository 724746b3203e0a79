import type { ModelManifest, ModelTier } from "../domain/modelManifest";
import { loadBudget, type DeviceHints } from "./budget";
import { detailPose, type Detail } from "./detail";
import { EventLog, type LoggedEvent } from "./events";
import { createFetchQueue } from "./fetchQueue";
import { radiusOf, type Vector, type ViewName } from "./framing";
import { listenForGestures } from "./gestures";
import { holdMeshoptWorkers } from "./meshoptWorkers";
import { parseModel, type Model } from "./model";
import { createOrbit } from "./orbit";
import { fileUrl } from "./previewPreload";
import { projectPoint, type CanvasPoint } from "./projection";
import { createRenderLoop } from "./renderLoop";
import { chooseTier } from "./screenSpaceError";
import { createStage } from "./stage";
import { createTierLoader } from "./tierLoader";

export type { Detail } from "./detail";
export type { LoggedEvent } from "./events";
export type { Vector, ViewName } from "./framing";
export type { CanvasPoint } from "./projection";

export interface ViewerOptions {
  /** On the page, laid out by CSS; the viewer fills whatever size it has. */
  readonly canvas: HTMLCanvasElement;
  readonly manifest: ModelManifest;
  /** Where the model store is served. */
  readonly baseUrl: string;
  /** The finish to start with: a name out of `manifest.variants`. */
  readonly variant: string;
  /** No gliding: every change of camera jumps. */
  readonly reducedMotion: boolean;
  readonly onEvent: (event: LoggedEvent) => void;
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
  /** Calls back after every drawn frame, in the same task; the returned function ends it. */
  onFrame(listener: () => void): () => void;
  /** What happened so far, oldest first. */
  readonly log: readonly LoggedEvent[];
  /** Frees memory, workers and the GPU's context, and aborts all requests. */
  dispose(): void;
}

/** More pixels than this per CSS pixel cost battery and show nothing. */
const MOST_PIXEL_RATIO = 2;

/**
 * Shows a product: its preview as soon as it is there, then the tier that the view deserves.
 * @throws {Error} when the canvas has no WebGL 2; ask `canDraw` first.
 */
export function createViewer(options: ViewerOptions): Viewer {
  const { canvas, manifest, baseUrl } = options;
  const { bounds, tiers } = manifest;
  const log = new EventLog(options.onEvent);
  const radius = radiusOf(bounds);
  const budget = loadBudget(navigator as DeviceHints, manifest.variants.length);
  const queue = createFetchQueue();
  const stage = createStage(canvas, bounds);
  let { variant, reducedMotion } = options;
  const orbit = createOrbit(bounds, () => reducedMotion);
  const lifetime = new AbortController();
  let releaseWorkers: (() => void) | null = null;
  let drawn = false;
  let contextLost = false;

  const loader = createTierLoader<Model>(tiers, budget.gpuBytes, {
    load: fetchModel,
    prepare: dressModel,
    show(model) {
      stage.put(model);
      // The small preview decodes faster than a worker starts.
      releaseWorkers ??= holdMeshoptWorkers();
      considerTier();
      loop.invalidate();
    },
    drop: (model) => model.dispose(),
    onEvent: (event) => log.add(event),
  });

  async function fetchModel(tier: ModelTier, signal: AbortSignal): Promise<{ model: Model; bytes: number }> {
    const url = new URL(fileUrl(baseUrl, tier.model.path), document.baseURI);
    const sizes = new Map(tier.textures.map((file) => [new URL(fileUrl(baseUrl, file.path), document.baseURI).href, file.bytes]));
    let bytes = tier.model.bytes;
    let loading = true;
    const model = await parseModel(await queue.get(url.href, signal), {
      variant,
      anisotropy: stage.anisotropy,
      // A finish that is tried on later outlives the tier's own loading, but not the viewer.
      fetchRelative(uri) {
        const address = new URL(uri, url).href;
        bytes += sizes.get(address) ?? 0;
        return queue.get(address, loading ? signal : lifetime.signal);
      },
    });
    loading = false;
    return { model, bytes };
  }

  /** Makes a model wear the wanted finish, also when that changes meanwhile. */
  async function dressModel(model: Model, signal: AbortSignal): Promise<void> {
    for (let worn: string | null = null; worn !== variant; ) {
      worn = variant;
      const wear = await stage.warmUp(model, worn, signal);
      if (worn === variant) wear();
    }
  }

  function considerTier(): void {
    loader.want(
      chooseTier(
        tiers,
        {
          viewportHeight: canvas.height,
          fovY: (stage.camera.fov * Math.PI) / 180,
          distance: orbit.pose.distance,
          radius,
        },
        budget,
        loader.shown?.name,
      ),
    );
  }

  const frameListeners = new Set<() => void>();
  function drawFrame(): void {
    stage.draw();
    for (const listener of frameListeners) listener();
  }

  const loop = createRenderLoop(canvas, (seconds) => {
    const moving = orbit.step(seconds);
    if (contextLost) return false;
    stage.place(orbit.pose);
    considerTier();
    if (!loader.shown) return false;
    drawFrame();
    if (!drawn) {
      drawn = true;
      log.add({ type: "firstFrame" });
    }
    return moving;
  });

  function resize(): void {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    stage.resize(clientWidth, clientHeight, Math.min(window.devicePixelRatio, MOST_PIXEL_RATIO));
    // A new size empties the canvas; waiting for the next frame would show that.
    if (drawn && !contextLost) drawFrame();
    loop.invalidate();
  }
  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  resize();

  const stopGestures = listenForGestures(canvas, {
    orbit,
    metresPerPixel: () =>
      (2 * orbit.pose.distance * Math.tan((stage.camera.fov * Math.PI) / 360)) / Math.max(canvas.clientHeight, 1),
    changed: loop.invalidate,
  });

  canvas.addEventListener("webglcontextlost", onContextLost);
  canvas.addEventListener("webglcontextrestored", onContextRestored);

  function onContextLost(): void {
    contextLost = true;
    stage.release();
    for (const model of loader.loaded) model.release();
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
    const wear = await stage.warmUp(model, name, lifetime.signal);
    if (variant !== name || loader.shown?.model !== model) return;
    wear();
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
    setReducedMotion(reduced) {
      reducedMotion = reduced;
    },
    project: (point) => projectPoint(point, stage.camera, { width: canvas.clientWidth, height: canvas.clientHeight }),
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    get log() {
      return log.entries;
    },
    dispose() {
      lifetime.abort();
      canvas.removeEventListener("webglcontextlost", onContextLost);
      canvas.removeEventListener("webglcontextrestored", onContextRestored);
      stopGestures();
      sizes.disconnect();
      loop.dispose();
      loader.dispose();
      releaseWorkers?.();
      stage.dispose();
    },
  };
}
