import type { ViewName } from "./framing";
import type { Axis } from "./overlay/dimensionLines";
import type { Side } from "./overlay/sides";

/** Every text of the viewer, so that it speaks the page's language. */
export interface ViewerLabels {
  /** Accessible name of the 3D view, e.g. "Halden lounge chair, 3D view". */
  readonly canvas: string;
  /** How to steer it with the keyboard; read out as its description. */
  readonly keys: string;
  readonly controls: string;
  readonly tools: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly reset: string;
  /** Buttons for these views are shown, in this order. */
  readonly views?: Partial<Record<ViewName, string>>;
  readonly fullscreen: string;
  readonly leaveFullscreen: string;
  readonly dimensions: string;
  readonly hotspots: string;
  /** Name of a hotspot's button. */
  readonly hotspot: (number: number, title: string) => string;
  /** Where one is among the hotspots, e.g. "2 of 3". */
  readonly hotspotOf: (number: number, count: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly close: string;
  readonly ar: string;
  readonly arPlace: string;
  readonly arExit: string;
  /** What is read out when the view has changed. */
  readonly said: {
    readonly views: Readonly<Record<ViewName, string>>;
    readonly zoomedIn: string;
    readonly zoomedOut: string;
    readonly reset: string;
    readonly sides: Readonly<Record<Side, string>>;
    readonly fromAbove: (side: string) => string;
    readonly hotspot: (position: string, title: string, text: string) => string;
    readonly hotspotClosed: string;
    readonly dimensions: (lengths: Readonly<Record<Axis, string>>) => string;
    readonly dimensionsHidden: string;
    readonly hotspotsShown: string;
    readonly hotspotsHidden: string;
    readonly arFailed: string;
  };
}

/** A product's measures in one unit, as the page writes them. */
export interface Measures extends Readonly<Record<Axis, string>> {
  /** The unit's short name, e.g. "cm". */
  readonly unit: string;
  /** Names the button that changes to this unit, e.g. "Measures in centimetres". */
  readonly choose: string;
}

/** A detail that the viewer points out: a place on the surface with its outward normal, and the camera that shows it. */
export interface ShownHotspot {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: readonly [number, number, number];
  readonly normal: readonly [number, number, number];
  readonly from: readonly [number, number, number];
  readonly width: number;
}
