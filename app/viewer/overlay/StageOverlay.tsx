import { useId, useRef, useState, type ReactElement, type RefObject } from "react";
import { detailAt, type Detail } from "../detail";
import { restPose, type Bounds, type CameraPose } from "../framing";
import type { Measures, ShownHotspot, ViewerLabels } from "../labels";
import type { Viewer } from "../viewer";
import { ViewerControls } from "../ViewerControls";
import { ControlButton, ControlIcon } from "./ControlButton";
import { Dimensions } from "./Dimensions";
import { HotspotPanel } from "./HotspotPanel";
import { Hotspots } from "./Hotspots";
import { useFullscreen } from "./useFullscreen";
import { useSideAnnouncement } from "./useSideAnnouncement";

export interface StageOverlayProps {
  readonly viewer: Viewer;
  readonly canvas: HTMLCanvasElement;
  /** What full screen shows. */
  readonly stage: RefObject<HTMLElement | null>;
  /** Where the canvas lies within the stage. */
  readonly boxClassName: string;
  readonly bounds: Bounds;
  readonly labels: ViewerLabels;
  readonly hotspots: readonly ShownHotspot[];
  /** The product's measures, the page's own unit first; none for no overlay. */
  readonly measures: readonly Measures[];
  /** Reads a text out. */
  readonly announce: (text: string) => void;
}

/** The lines run beside the product: it is seen whole, with room for them, from the side that it is seen from now. */
const ROOM_FOR_DIMENSIONS = 1.22;

function poseForDimensions(pose: CameraPose, bounds: Bounds): CameraPose {
  const { target, distance } = restPose(bounds);
  return { ...pose, target, distance: Math.max(pose.distance, distance * ROOM_FOR_DIMENSIONS) };
}

/** What lies over the living 3D view: hotspots, measures and the buttons. */
export default function StageOverlay(props: StageOverlayProps): ReactElement {
  const { viewer, canvas, stage, boxClassName, bounds, labels, hotspots, measures, announce } = props;
  const { said } = labels;
  const [open, setOpen] = useState<number | null>(null);
  const [hasHotspots, setHasHotspots] = useState(true);
  const [hasDimensions, setHasDimensions] = useState(false);
  const [unit, setUnit] = useState(0);
  const layer = useRef<HTMLDivElement>(null);
  const before = useRef<Detail | null>(null);
  const panelId = useId();
  const fullscreen = useFullscreen(stage);
  useSideAnnouncement(viewer, canvas, labels, announce);
  const shown = measures[unit];
  const other = measures[(unit + 1) % measures.length];

  function openHotspot(index: number): void {
    const hotspot = hotspots[index];
    if (!hotspot) return;
    if (open === null) before.current = detailAt(viewer.pose);
    setOpen(index);
    viewer.lookAt({ target: hotspot.at, from: hotspot.from, width: hotspot.width });
    announce(said.hotspot(labels.hotspotOf(index + 1, hotspots.length), hotspot.title, hotspot.text));
  }

  function closeHotspot(): void {
    const button = open === null ? null : layer.current?.querySelectorAll("button")[open];
    setOpen(null);
    if (before.current) viewer.lookAt(before.current);
    announce(said.hotspotClosed);
    // The point may have turned away meanwhile; it is let back in for the focus.
    button?.closest("li")?.removeAttribute("hidden");
    button?.focus({ preventScroll: true });
  }

  function toggleHotspots(): void {
    if (open !== null) closeHotspot();
    setHasHotspots(!hasHotspots);
    announce(hasHotspots ? said.hotspotsHidden : said.hotspotsShown);
  }

  function toggleDimensions(): void {
    setHasDimensions(!hasDimensions);
    if (!hasDimensions) viewer.lookAt(detailAt(poseForDimensions(viewer.pose, bounds)));
    announce(hasDimensions || !shown ? said.dimensionsHidden : said.dimensions(shown));
  }

  function changeUnit(): void {
    setUnit((unit + 1) % measures.length);
    if (other) announce(said.dimensions(other));
  }

  return (
    <>
      <div ref={layer} className={`${boxClassName} pointer-events-none`}>
        {hasDimensions && shown && <Dimensions viewer={viewer} canvas={canvas} bounds={bounds} measures={shown} />}
        {hasHotspots && hotspots.length > 0 && (
          <Hotspots viewer={viewer} hotspots={hotspots} labels={labels} open={open} panelId={panelId} onOpen={openHotspot} />
        )}
      </div>
      {open !== null && (
        <HotspotPanel id={panelId} hotspots={hotspots} index={open} labels={labels} onMove={openHotspot} onClose={closeHotspot} />
      )}
      <div role="group" aria-label={labels.tools} className="absolute right-2 top-2 z-10 flex gap-1 lg:bottom-2 lg:left-2 lg:right-auto lg:top-auto">
        {hotspots.length > 0 && (
          <ControlButton label={labels.hotspots} pressed={hasHotspots} onClick={toggleHotspots}>
            <ControlIcon path="M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm0 5.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z" />
          </ControlButton>
        )}
        {shown && (
          <ControlButton label={labels.dimensions} pressed={hasDimensions} onClick={toggleDimensions}>
            <ControlIcon path="m3.5 16.5 13-13 4 4-13 13Zm3.2-3.2 1.6 1.6m1.2-4.4 2.4 2.4m.6-5.2 1.6 1.6m1.2-4.4 2.4 2.4" />
          </ControlButton>
        )}
        {hasDimensions && shown && other && other !== shown && (
          <ControlButton label={other.choose} onClick={changeUnit}>
            {shown.unit}
          </ControlButton>
        )}
        {fullscreen && (
          <ControlButton label={fullscreen.active ? labels.leaveFullscreen : labels.fullscreen} onClick={fullscreen.toggle}>
            <ControlIcon
              path={
                fullscreen.active
                  ? "M9.5 4.5v5h-5m10-5v5h5m-10 10v-5h-5m10 5v-5h5"
                  : "M4.5 9V4.5H9m6 0h4.5V9m0 6v4.5H15m-6 0H4.5V15"
              }
            />
          </ControlButton>
        )}
      </div>
      {/* On a phone the open detail's text takes the place of these buttons, so that it leaves the detail free. */}
      <div className={open === null ? "contents" : "contents max-lg:hidden"}>
        <ViewerControls labels={labels} viewer={viewer} announce={announce} />
      </div>
    </>
  );
}
