import { useEffect, useRef, useState, type RefObject } from "react";
import type { ModelManifest } from "../domain/modelManifest";
import { nextTask } from "./nextTask";
import type { LoggedEvent, Viewer } from "./viewer";
import { canDraw, giveBack } from "./webgl";

/** What is on the stage: the poster until the first 3D frame, and while the GPU has forgotten everything. */
export type Shown = "poster" | "preview" | "standard" | "high";

/** A viewer that runs, and what it draws on. */
export interface Running {
  readonly viewer: Viewer;
  readonly canvas: HTMLCanvasElement;
}

export interface ViewerState {
  /** Null until the 3D view's code is there, and where it can't run. */
  readonly running: Running | null;
  readonly shown: Shown;
  /** The first frame has been drawn. */
  readonly started: boolean;
}

interface UseViewerOptions {
  readonly manifest: ModelManifest;
  /** Where the model store is served. */
  readonly baseUrl: string;
  /** The finish shown. */
  readonly variant: string;
  readonly onEvent: (event: LoggedEvent) => void;
}

/** Scripts that the page needs sooner go first, but not for long. */
const LONGEST_WAIT_MS = 400;
const REST: ViewerState = { running: null, shown: "poster", started: false };

/**
 * Asked for as soon as this module is there, while the page is still coming alive: found only afterwards, the script was
 * what the first frame waited for. Where it fails, it is asked for again when it is wanted, and that failure is told.
 */
if (typeof WebGL2RenderingContext !== "undefined") import("./viewer").catch(() => undefined);

/** Starts the 3D view inside an element once the browser is able and ready, and keeps it at the finish and the motion asked for. */
export function useViewer(host: RefObject<HTMLElement | null>, options: UseViewerOptions): ViewerState {
  const { manifest, baseUrl, variant } = options;
  const latest = useRef(options);
  latest.current = options;
  const [state, setState] = useState(REST);

  // A manifest is a new object with every navigation's data, but what it describes is the same while its files are.
  const files = manifest.tiers.map((tier) => tier.model.path).join();
  useEffect(() => {
    const { manifest } = latest.current;
    const canvas = document.createElement("canvas");
    const hostElement = host.current;
    if (!hostElement || manifest.tiers.length === 0) return;
    let viewer: Viewer | null = null;
    let stopped = false;
    let tier: Shown = "poster";

    function onEvent(event: LoggedEvent): void {
      if (event.type === "tier") tier = event.tier;
      setState((before) => {
        // A tier is known before its first frame is drawn; until then it is the poster that one sees.
        if (event.type === "contextLost") return { ...before, shown: "poster" };
        if (event.type === "firstFrame") return { ...before, shown: tier, started: true };
        if (event.type === "contextRestored") return { ...before, shown: tier };
        return event.type === "tier" && before.shown !== "poster" ? { ...before, shown: tier } : before;
      });
      latest.current.onEvent(event);
    }

    async function start(into: HTMLElement): Promise<void> {
      // The context's work, the script's own and the studio's: each holds the page up for a moment, so none joins
      // another, and the context is opened while the script is still on its way.
      if (!canDraw(canvas)) return;
      const { createViewer } = await import("./viewer").catch((error: unknown) => {
        giveBack(canvas);
        throw error;
      });
      await nextTask();
      if (stopped) return giveBack(canvas);
      canvas.className = "size-full outline-offset-[-3px] focus-visible:outline-2 focus-visible:outline-accent";
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "application");
      into.append(canvas);
      const { baseUrl, variant } = latest.current;
      viewer = createViewer({ canvas, manifest, baseUrl, variant, reducedMotion: motion.matches, onEvent });
      setState((before) => ({ ...before, running: viewer && { viewer, canvas } }));
    }

    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    const onMotion = (): void => viewer?.setReducedMotion(motion.matches);
    motion.addEventListener("change", onMotion);
    const cancelWait = whenIdle(() => {
      // The page works without 3D: what goes wrong here is told, and the poster stays.
      start(hostElement).catch((error: unknown) => {
        canvas.remove();
        const message = error instanceof Error ? error.message : String(error);
        onEvent({ type: "error", message: `The 3D view could not start. ${message}`, at: performance.now() });
      });
    });

    return () => {
      stopped = true;
      cancelWait();
      motion.removeEventListener("change", onMotion);
      viewer?.dispose();
      canvas.remove();
      setState(REST);
    };
  }, [files, baseUrl, host]);

  const viewer = state.running?.viewer;
  useEffect(() => viewer?.setVariant(variant), [viewer, variant]);
  return state;
}

/** Calls back when the browser has nothing more urgent to do; the returned function cancels. */
function whenIdle(callback: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(callback, { timeout: LONGEST_WAIT_MS });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(callback, 50);
  return () => clearTimeout(handle);
}
