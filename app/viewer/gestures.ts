import type { Orbit } from "./orbit";

/** A whole turn for a drag across this many times the stage's shorter side. */
const SIDES_PER_TURN = 1.6;
const KEY_TURN = Math.PI / 12;
const KEY_ZOOM = 1.25;
/** Zoom per pixel of wheel travel; a notch of a usual mouse is 100 pixels. */
const WHEEL_ZOOM = 0.0022;
/** A trackpad's pinch arrives as a wheel with ctrl and far smaller steps. */
const PINCH_WHEEL_ZOOM = 0.012;
const WHEEL_LINE = 16;

/** Steers the camera by mouse, touch, pen and keyboard. */
export interface GestureTarget {
  readonly orbit: Orbit;
  /** Metres that a CSS pixel covers at the target. */
  metresPerPixel(): number;
  /** Something moved: draw. */
  changed(): void;
}

/**
 * Listens on the canvas until the returned function is called. The page keeps its scroll: one finger pans it vertically
 * (`touch-action: pan-y`), and the wheel zooms only while the canvas has the focus, or with ctrl as a pinch does.
 */
export function listenForGestures(canvas: HTMLCanvasElement, target: GestureTarget): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  const listening = new AbortController();
  const { signal } = listening;
  const { orbit } = target;
  canvas.style.touchAction = "pan-y";

  function onMove(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const moved = { x: event.clientX - before.x, y: event.clientY - before.y };
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) pinch(before, event, other, moved);
    else if (event.shiftKey || (event.buttons & 2) !== 0) pan(moved);
    else {
      const perPixel = (2 * Math.PI) / (SIDES_PER_TURN * Math.min(canvas.clientWidth, canvas.clientHeight));
      orbit.orbitBy(-moved.x * perPixel, moved.y * perPixel);
    }
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    target.changed();
  }

  function pinch(
    before: { x: number; y: number },
    now: PointerEvent,
    other: { x: number; y: number },
    moved: { x: number; y: number },
  ): void {
    const spread = Math.hypot(before.x - other.x, before.y - other.y);
    if (spread > 0) orbit.zoomBy(Math.hypot(now.clientX - other.x, now.clientY - other.y) / spread);
    // Each finger reports its own part of the way that their middle goes.
    pan({ x: moved.x / 2, y: moved.y / 2 });
  }

  function pan(moved: { x: number; y: number }): void {
    const metres = target.metresPerPixel();
    orbit.panBy(-moved.x * metres, moved.y * metres);
  }

  function onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && document.activeElement !== canvas) return;
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1);
    const zoomed = orbit.zoomBy(Math.exp(-pixels * (event.ctrlKey ? PINCH_WHEEL_ZOOM : WHEEL_ZOOM)));
    // At the limit the wheel is the page's again; with ctrl it would zoom the page, which nobody pinching here means.
    if (zoomed || event.ctrlKey) event.preventDefault();
    target.changed();
  }

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => orbit.orbitBy(-KEY_TURN, 0),
    ArrowRight: () => orbit.orbitBy(KEY_TURN, 0),
    ArrowUp: () => orbit.orbitBy(0, KEY_TURN),
    ArrowDown: () => orbit.orbitBy(0, -KEY_TURN),
    "+": () => orbit.zoomBy(KEY_ZOOM),
    "=": () => orbit.zoomBy(KEY_ZOOM),
    "-": () => orbit.zoomBy(1 / KEY_ZOOM),
    "0": () => orbit.reset(),
    Home: () => orbit.reset(),
    Escape: () => canvas.blur(),
  };

  function onKey(event: KeyboardEvent): void {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    target.changed();
  }

  function onDown(event: PointerEvent): void {
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    canvas.setPointerCapture(event.pointerId);
  }
  const forget = (event: PointerEvent): unknown => pointers.delete(event.pointerId);

  canvas.addEventListener("pointerdown", onDown, { signal });
  canvas.addEventListener("pointermove", onMove, { signal });
  canvas.addEventListener("pointerup", forget, { signal });
  canvas.addEventListener("pointercancel", forget, { signal });
  canvas.addEventListener("lostpointercapture", forget, { signal });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  canvas.addEventListener("wheel", onWheel, { signal, passive: false });
  canvas.addEventListener("keydown", onKey, { signal });
  // Two fingers are ours, also where they move up and down together.
  canvas.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), { signal, passive: false });
  return () => listening.abort();
}
