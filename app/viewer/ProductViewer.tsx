import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState, type ReactElement } from "react";
import type { ModelManifest } from "../domain/modelManifest";
import { postersOf } from "../domain/posters";
import { ArButton } from "./ar/ArButton";
import type { Measures, ShownHotspot, ViewerLabels } from "./labels";
import { PosterPicture } from "./PosterPicture";
import { posterSources } from "./posterSources";
import { useViewer } from "./useViewer";
import type { LoggedEvent } from "./viewer";

export type { Measures, ShownHotspot, ViewerLabels } from "./labels";

export interface ProductViewerProps {
  readonly manifest: ModelManifest;
  /** Where the model store is served, e.g. `/model-store`. */
  readonly baseUrl: string;
  /** The finish shown. */
  readonly variant: string;
  /** What is shown, e.g. "Halden lounge chair in Oak": the poster's alternative text, read out when the finish has changed. */
  readonly alt: string;
  readonly labels: ViewerLabels;
  /** Details to point out; none by default. */
  readonly hotspots?: readonly ShownHotspot[];
  /** The product's measures in the units to choose from, the page's own first; without them none are drawn. */
  readonly measures?: readonly Measures[];
  /** The poster's `sizes` attribute. */
  readonly sizes?: string;
  /** Must give the stage a size: the picture is fitted into it. */
  readonly className?: string;
}

/** Poster and canvas share one box; on a phone, where the product fills it, it ends above the controls. */
const BOX = "absolute inset-x-0 top-0 bottom-8 lg:bottom-0";
const FADE = "transition-[opacity,visibility] duration-200 ease-linear motion-reduce:transition-none";
const NO_HOTSPOTS: readonly ShownHotspot[] = [];
const NO_MEASURES: readonly Measures[] = [];

const StageOverlay = lazy(() => import("./overlay/StageOverlay"));

/**
 * A product's picture, which comes alive when the browser is able and ready: server-rendered as a poster, with the 3D
 * view faded in over it. The root element tells its state as `data-tier` and dispatches each of the viewer's events as
 * a bubbling `viewer:event` (its `detail` is a `LoggedEvent`).
 */
export function ProductViewer(props: ProductViewerProps): ReactElement {
  const { manifest, baseUrl, variant, alt, labels, hotspots = NO_HOTSPOTS, measures = NO_MEASURES, sizes = "100vw", className } = props;
  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const shownAs = useRef(alt);
  shownAs.current = alt;
  const keysId = useId();
  const [said, setSaid] = useState({ text: "", count: 0 });
  const announce = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), []);
  const onEvent = useCallback(
    (event: LoggedEvent) => {
      if (event.type === "variant") announce(shownAs.current);
      root.current?.dispatchEvent(new CustomEvent("viewer:event", { detail: event, bubbles: true }));
    },
    [announce],
  );
  const { running, shown, started } = useViewer(host, { manifest, baseUrl, variant, onEvent });

  useEffect(() => {
    running?.canvas.setAttribute("aria-label", labels.canvas);
    running?.canvas.setAttribute("aria-describedby", keysId);
  }, [running, labels, keysId]);

  const alive = shown !== "poster";
  const poster = posterSources(postersOf(manifest.posters, variant), baseUrl);
  return (
    <div ref={root} data-tier={shown} className={`group/viewer relative [&:fullscreen]:studio ${className ?? ""}`}>
      {/* The isolated group and plus-lighter make fading an exact mixture, also where both are half transparent. */}
      <div className={`${BOX} isolate max-lg:mask-b-from-94%`}>
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
      <p role="status" className="sr-only">
        <span key={said.count}>{said.text}</span>
      </p>
      {running && alive && (
        <Suspense>
          <StageOverlay
            {...running}
            stage={root}
            boxClassName={BOX}
            bounds={manifest.bounds}
            labels={labels}
            hotspots={hotspots}
            measures={measures}
            announce={announce}
          />
        </Suspense>
      )}
      <div className="absolute left-2 top-2 z-10">
        <ArButton
          files={manifest.ar.find((files) => files.variant === variant)}
          baseUrl={baseUrl}
          title={alt}
          viewer={alive ? (running?.viewer ?? null) : null}
          labels={labels}
          announce={announce}
        />
      </div>
    </div>
  );
}
