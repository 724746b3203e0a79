import { useEffect, useId, useRef, useState, type ReactElement } from "react";
import type { ModelManifest } from "../domain/modelManifest";
import { postersOf } from "../domain/posters";
import { PosterPicture } from "./PosterPicture";
import { posterSources } from "./posterSources";
import type { LoggedEvent, ViewName, Viewer } from "./viewer";
import { ViewerControls } from "./ViewerControls";
import { canDraw, giveBack } from "./webgl";

/** Every text of the viewer, so that it speaks the page's language. */
export interface ViewerLabels {
  /** Accessible name of the 3D view, e.g. "Halden lounge chair, 3D view". */
  readonly canvas: string;
  /** How to steer it with the keyboard; read out as its description. */
  readonly keys: string;
  readonly controls: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly reset: string;
  /** Buttons for these views are shown, in this order. */
  readonly views?: Partial<Record<ViewName, string>>;
}

export interface ProductViewerProps {
  readonly manifest: ModelManifest;
  /** Where the model store is served, e.g. `/model-store`. */
  readonly baseUrl: string;
  /** The finish shown. */
  readonly variant: string;
  /** The poster's alternative text. */
  readonly alt: string;
  readonly labels: ViewerLabels;
  /** The poster's `sizes` attribute. */
  readonly sizes?: string;
  /** Must give the stage a size: the picture is fitted into it. */
  readonly className?: string;
}

/** What is on the stage: the poster until the first 3D frame, and while the GPU has forgotten everything. */
type Shown = "poster" | "preview" | "standard" | "high";

/** Scripts that the page needs sooner go first, but not for long. */
const LONGEST_WAIT_MS = 400;

/**
 * A product's picture, which comes alive when the browser is able and ready: server-rendered as a poster, with the 3D
 * view faded in over it. The root element tells its state as `data-tier` and dispatches each of the viewer's events as
 * a bubbling `viewer:event` (its `detail` is a `LoggedEvent`).
 */
export function ProductViewer(props: ProductViewerProps): ReactElement {
  const { manifest, baseUrl, variant, alt, labels, sizes = "100vw", className } = props;
  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const running = useRef<{ viewer: Viewer; canvas: HTMLCanvasElement } | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [shown, setShown] = useState<Shown>("poster");
  const [started, setStarted] = useState(false);
  const keysId = useId();

  // A manifest is a new object with every navigation's data, but what it describes is the same while its files are.
  const files = manifest.tiers.map((tier) => tier.model.path).join();
  useEffect(() => {
    const { manifest } = latest.current;
    const canvas = document.createElement("canvas");
    if (!host.current || manifest.tiers.length === 0) return;
    const hostElement = host.current;
    let stopped = false;
    let tier: Shown = "poster";

    function onEvent(event: LoggedEvent): void {
      if (event.type === "tier") tier = event.tier;
      if (event.type === "firstFrame") setStarted(true);
      // A tier is known before its first frame is drawn; until then it is the poster that one sees.
      if (event.type === "contextLost") setShown("poster");
      else if (event.type === "firstFrame" || event.type === "contextRestored") setShown(tier);
      else if (event.type === "tier") setShown((before) => (before === "poster" ? before : tier));
      root.current?.dispatchEvent(new CustomEvent("viewer:event", { detail: event, bubbles: true }));
    }

    async function start(): Promise<void> {
      if (!canDraw(canvas)) return;
      const { createViewer } = await import("./viewer");
      if (stopped) return giveBack(canvas);
      canvas.className = "size-full outline-offset-[-3px] focus-visible:outline-2 focus-visible:outline-accent";
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "application");
      hostElement.append(canvas);
      const viewer = createViewer({
        canvas,
        manifest,
        baseUrl,
        variant: latest.current.variant,
        reducedMotion: motion.matches,
        onEvent,
      });
      running.current = { viewer, canvas };
      name(canvas, latest.current.labels, keysId);
    }

    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    const onMotion = (): void => running.current?.viewer.setReducedMotion(motion.matches);
    motion.addEventListener("change", onMotion);
    const cancelWait = whenIdle(() => {
      // The page works without 3D: what goes wrong here is told, and the poster stays.
      start().catch((error: unknown) => {
        canvas.remove();
        const message = error instanceof Error ? error.message : String(error);
        onEvent({ type: "error", message: `The 3D view could not start. ${message}`, at: performance.now() });
      });
    });

    return () => {
      stopped = true;
      cancelWait();
      motion.removeEventListener("change", onMotion);
      running.current?.viewer.dispose();
      running.current = null;
      canvas.remove();
      setShown("poster");
      setStarted(false);
    };
  }, [files, baseUrl, keysId]);

  useEffect(() => running.current?.viewer.setVariant(variant), [variant]);
  useEffect(() => {
    if (running.current) name(running.current.canvas, labels, keysId);
  }, [labels, keysId]);

  const alive = shown !== "poster";
  const poster = posterSources(postersOf(manifest.posters, variant), baseUrl);
  const act = (steer: (viewer: Viewer) => void) => (): void => {
    if (running.current) steer(running.current.viewer);
  };
  return (
    <div ref={root} data-tier={shown} className={`group/viewer relative ${className ?? ""}`}>
      {/*
       * Poster and canvas share one box; on a phone, where the product fills it, it ends above the controls, softly.
       * The isolated group and plus-lighter make fading an exact mixture, also where both are half transparent.
       */}
      <div className="absolute inset-x-0 top-0 bottom-8 isolate max-lg:mask-b-from-94% lg:bottom-0">
        {poster && (
          <PosterPicture
            sources={poster}
            alt={alt}
            sizes={sizes}
            priority
            className={`absolute inset-0 size-full object-contain ${FADE} ${alive ? "invisible opacity-0" : "opacity-100"}`}
          />
        )}
        {/* Hidden from keyboards and screen readers until it shows something; later, a lost context must not cost the focus. */}
        <div
          ref={host}
          className={`absolute inset-0 mix-blend-plus-lighter ${FADE} ${alive ? "opacity-100" : "opacity-0"} ${started ? "" : "invisible"}`}
        />
      </div>
      <p id={keysId} hidden>
        {labels.keys}
      </p>
      {alive && <ViewerControls labels={labels} act={act} />}
    </div>
  );
}

const FADE = "transition-[opacity,visibility] duration-200 ease-linear motion-reduce:transition-none";

function name(canvas: HTMLCanvasElement, labels: ViewerLabels, keysId: string): void {
  canvas.setAttribute("aria-label", labels.canvas);
  canvas.setAttribute("aria-describedby", keysId);
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
