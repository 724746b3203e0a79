import type { ModelManifest } from "../domain/modelManifest";
import type { LoggedEvent } from "./events";
import type { Bounds } from "./framing";
import { createStage } from "./stage";
import { createViewer, type Viewer } from "./viewer";

export interface WallPreviewOptions {
  /** Where the model store is served. */
  readonly baseUrl: string;
  /** Products stand still where motion is unwelcome. */
  readonly reducedMotion: boolean;
  readonly onEvent: (event: LoggedEvent) => void;
}

/** One product of a wall. */
export interface WallItem {
  readonly manifest: ModelManifest;
  /** The finish to show. */
  readonly variant: string;
}

/**
 * Turning previews for a wall of products, all by one WebGL context: a single canvas that the page moves to the tile
 * that is looked at. Moving a canvas in the document keeps its context, the light and the compiled shaders.
 */
export interface WallPreview {
  /**
   * The canvas to place over a tile's poster, filling the same square, before `show` is called. Pointers pass to the
   * page's own link (`pointer-events: none`), and screen readers have the poster.
   */
  readonly canvas: HTMLCanvasElement;
  /**
   * Shows a product from the poster's camera on, turning slowly.
   * @returns true once its first frame is on the canvas, which is when the tile may fade it in over the poster; false
   * when another `show` or `hide` came first, nothing could be loaded, or the device draws too slowly for it to turn.
   */
  show(item: WallItem): Promise<boolean>;
  /** Ends the product on show and all of its requests; the canvas is empty and costs nothing until the next. */
  hide(): void;
  setReducedMotion(reduced: boolean): void;
  /** Gives the context back. */
  dispose(): void;
}

/** A turn in a quarter of a minute: slow enough to look at, quick enough to see that it turns. */
const RADIANS_PER_SECOND = (2 * Math.PI) / 15;
/** A first frame that takes the GPU longer is followed by others that stutter, and make the page stutter. */
const SLOWEST_FIRST_FRAME_MS = 400;
/** The studio is put up once for a product of this size, and every product scaled to it. */
const ANY_PRODUCT: Bounds = { min: [-0.5, 0, -0.5], max: [0.5, 1, 0.5] };

/**
 * Opens the page's context; to be called when the first tile is looked at, not before.
 * @throws {Error} when the browser has no WebGL 2; ask `canDraw` with a canvas first.
 */
export function createWallPreview({ baseUrl, reducedMotion, onEvent }: WallPreviewOptions): WallPreview {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  canvas.style.pointerEvents = "none";
  const stage = createStage(canvas, ANY_PRODUCT);
  let still = reducedMotion;
  let viewer: Viewer | null = null;
  let settle: ((shown: boolean) => void) | null = null;
  let tooSlow = false;

  // A viewer sees to its own product; between two products the studio alone is lost and comes back.
  const onLost = (): void => void (viewer ?? stage.release());
  const onRestored = (): void => void (viewer ?? stage.restore());
  canvas.addEventListener("webglcontextlost", onLost);
  canvas.addEventListener("webglcontextrestored", onRestored);

  function hide(): void {
    settle?.(false);
    settle = null;
    viewer?.dispose();
    viewer = null;
    stage.clear();
  }

  return {
    canvas,
    show({ manifest, variant }) {
      hide();
      if (tooSlow) return Promise.resolve(false);
      return new Promise((resolve) => {
        settle = resolve;
        viewer = createViewer({
          canvas,
          manifest,
          baseUrl,
          variant,
          reducedMotion: still,
          stage,
          turntable: RADIANS_PER_SECOND,
          onEvent(event) {
            onEvent(event);
            if (event.type === "firstFrame") {
              tooSlow = !still && event.gpuMs > SLOWEST_FIRST_FRAME_MS;
              if (tooSlow) hide();
              resolve(!tooSlow);
            }
            // Where no tier can be shown there will be no first frame.
            if (event.type === "error" && !viewer?.log.some(({ type }) => type === "firstFrame")) resolve(false);
          },
        });
      });
    },
    hide,
    setReducedMotion(reduced) {
      still = reduced;
      viewer?.setReducedMotion(reduced);
    },
    dispose() {
      hide();
      canvas.removeEventListener("webglcontextlost", onLost);
      canvas.removeEventListener("webglcontextrestored", onRestored);
      stage.dispose();
    },
  };
}
