import type { ReactElement } from "react";
import { VIEW_NAMES } from "./framing";
import type { ViewerLabels } from "./labels";
import { ControlButton, ControlIcon } from "./overlay/ControlButton";
import type { Viewer } from "./viewer";

interface ViewerControlsProps {
  readonly labels: ViewerLabels;
  readonly viewer: Viewer;
  /** Reads out what has changed. */
  readonly announce: (text: string) => void;
}

const ZOOM_STEP = 1.5;

/** Buttons for what gestures and keys do, for everyone who uses neither. */
export function ViewerControls({ labels, viewer, announce }: ViewerControlsProps): ReactElement {
  const { said } = labels;
  const steer = (act: () => void, text: string) => (): void => {
    act();
    announce(text);
  };
  return (
    <div role="group" aria-label={labels.controls} className="absolute inset-x-2 bottom-0 z-10 flex flex-wrap justify-end gap-1 lg:bottom-2 lg:left-auto">
      {VIEW_NAMES.map((view) => {
        const label = labels.views?.[view];
        return (
          label && (
            <ControlButton key={view} onClick={steer(() => viewer.setView(view), said.views[view])}>
              {label}
            </ControlButton>
          )
        );
      })}
      <ControlButton label={labels.zoomOut} onClick={steer(() => viewer.zoomBy(1 / ZOOM_STEP), said.zoomedOut)}>
        <ControlIcon path="M5 12h14" />
      </ControlButton>
      <ControlButton label={labels.zoomIn} onClick={steer(() => viewer.zoomBy(ZOOM_STEP), said.zoomedIn)}>
        <ControlIcon path="M12 5v14M5 12h14" />
      </ControlButton>
      <ControlButton label={labels.reset} onClick={steer(() => viewer.resetView(), said.reset)}>
        <ControlIcon path="M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.8M4.5 4v4.8h4.8" />
      </ControlButton>
    </div>
  );
}
