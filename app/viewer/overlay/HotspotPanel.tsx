import { useEffect, useRef, type KeyboardEvent, type ReactElement } from "react";
import type { ShownHotspot, ViewerLabels } from "../labels";
import { ControlButton, ControlIcon } from "./ControlButton";

interface HotspotPanelProps {
  readonly id: string;
  readonly hotspots: readonly ShownHotspot[];
  /** Place of the hotspot that is told about. */
  readonly index: number;
  readonly labels: ViewerLabels;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
}

/** What a hotspot has to say, with the way to the others, also to those that face away. */
export function HotspotPanel({ id, hotspots, index, labels, onMove, onClose }: HotspotPanelProps): ReactElement | null {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const hotspot = hotspots[index];
  if (!hotspot) return null;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  }
  const move = (by: number) => () => onMove((index + by + hotspots.length) % hotspots.length);
  return (
    <section
      ref={panel}
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      onKeyDown={onKeyDown}
      className="absolute inset-x-2 bottom-1 z-20 animate-arrive rounded-control border border-line bg-ground p-2 pl-4 text-small lg:bottom-16 lg:left-4 lg:right-auto lg:w-note"
    >
      <div className="flex items-center">
        <p id={`${id}-title`} className="grow font-display text-body font-book">
          {hotspot.title}
        </p>
        {hotspots.length > 1 && (
          <>
            <ControlButton label={labels.previous} onClick={move(-1)}>
              <ControlIcon path="m14 6-6 6 6 6" />
            </ControlButton>
            <span aria-label={labels.hotspotOf(index + 1, hotspots.length)} role="img" className="text-caption text-ink-soft tabular-nums">
              {index + 1}/{hotspots.length}
            </span>
            <ControlButton label={labels.next} onClick={move(1)}>
              <ControlIcon path="m10 6 6 6-6 6" />
            </ControlButton>
          </>
        )}
        <ControlButton label={labels.close} onClick={onClose}>
          <ControlIcon path="m6.5 6.5 11 11m0-11-11 11" />
        </ControlButton>
      </div>
      <p className="pb-2 pr-2 text-ink-soft">{hotspot.text}</p>
    </section>
  );
}
