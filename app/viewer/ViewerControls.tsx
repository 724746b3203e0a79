import type { ReactElement, ReactNode } from "react";
import type { ViewerLabels } from "./ProductViewer";
import { VIEW_NAMES } from "./framing";
import type { Viewer } from "./viewer";

/** Buttons for what gestures and keys do, for everyone who uses neither. */
export function ViewerControls({
  labels,
  act,
}: {
  readonly labels: ViewerLabels;
  /** Makes a click handler that steers the viewer. */
  readonly act: (steer: (viewer: Viewer) => void) => () => void;
}): ReactElement {
  return (
    <div role="group" aria-label={labels.controls} className="absolute inset-x-2 bottom-0 z-10 lg:bottom-2 flex flex-wrap justify-end gap-1">
      {VIEW_NAMES.map((view) => {
        const label = labels.views?.[view];
        return (
          label && (
            <ControlButton key={view} onClick={act((viewer) => viewer.setView(view))}>
              {label}
            </ControlButton>
          )
        );
      })}
      <ControlButton label={labels.zoomOut} onClick={act((viewer) => viewer.zoomBy(1 / ZOOM_STEP))}>
        <Icon path="M5 12h14" />
      </ControlButton>
      <ControlButton label={labels.zoomIn} onClick={act((viewer) => viewer.zoomBy(ZOOM_STEP))}>
        <Icon path="M12 5v14M5 12h14" />
      </ControlButton>
      <ControlButton label={labels.reset} onClick={act((viewer) => viewer.resetView())}>
        <Icon path="M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.8M4.5 4v4.8h4.8" />
      </ControlButton>
    </div>
  );
}

const ZOOM_STEP = 1.5;

function ControlButton({
  label,
  onClick,
  children,
}: {
  readonly label?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid min-h-tap min-w-tap place-items-center rounded-round bg-ground/70 px-2 text-caption transition-colors hover:text-accent"
    >
      {children}
    </button>
  );
}

function Icon({ path }: { readonly path: string }): ReactElement {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="size-5 fill-none stroke-current stroke-[1.5]">
      <path d={path} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
