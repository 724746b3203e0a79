import { useEffect, useRef, type ReactElement } from "react";
import type { ShownHotspot, ViewerLabels } from "../labels";
import type { Viewer } from "../viewer";

interface HotspotsProps {
  readonly viewer: Viewer;
  readonly hotspots: readonly ShownHotspot[];
  readonly labels: ViewerLabels;
  /** Place of the one that is open. */
  readonly open: number | null;
  /** Id of the panel that tells about it. */
  readonly panelId: string;
  readonly onOpen: (index: number) => void;
}

/** Numbered points that stick to the surface and go out of sight with it. */
export function Hotspots({ viewer, hotspots, labels, open, panelId, onOpen }: HotspotsProps): ReactElement {
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const update = (): void => {
      hotspots.forEach(({ at, normal }, index) => {
        const item = list.current?.children[index];
        if (!(item instanceof HTMLElement)) return;
        const point = viewer.project(at);
        const isAway = point.behind || !point.facing(normal) || viewer.hides(at);
        item.style.transform = `translate(${point.x}px, ${point.y}px)`;
        // One that has the focus stays: whoever uses the keyboard must not lose the place.
        item.hidden = isAway && !item.contains(document.activeElement);
      });
    };
    update();
    return viewer.onFrame(update);
  }, [viewer, hotspots]);

  return (
    <ul ref={list} aria-label={labels.hotspots} className="pointer-events-none absolute inset-0 overflow-clip">
      {hotspots.map((hotspot, index) => (
        // Not a transition of visibility: browsers put those off while nothing of the element is seen.
        <li key={hotspot.id} hidden className="absolute left-0 top-0">
          <button
            type="button"
            aria-label={labels.hotspot(index + 1, hotspot.title)}
            title={hotspot.title}
            aria-expanded={open === index}
            aria-controls={open === index ? panelId : undefined}
            onClick={() => onOpen(index)}
            className="group/spot pointer-events-auto grid size-tap -translate-1/2 place-items-center rounded-round"
          >
            <span className="grid size-6 animate-arrive place-items-center rounded-round border border-edge bg-paper/90 text-caption leading-none tabular-nums transition-colors group-hover/spot:border-accent group-hover/spot:text-accent group-aria-expanded/spot:border-accent group-aria-expanded/spot:bg-accent group-aria-expanded/spot:text-accent-ink">
              {index + 1}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
