/** Draws when something has changed, and only then. */
export interface RenderLoop {
  /** Asks for a frame; many asks make one frame. */
  invalidate(): void;
  dispose(): void;
}

/** After a rest the first frame moves on at once, as if the display ran at 60 Hz. */
const FIRST_STEP = 1 / 60;

/**
 * @param draw Draws one frame, `seconds` after the one before; `follows` tells whether that one came right before, so
 * that the time is the device's pace. True asks for another.
 * While the canvas is scrolled away or the page is hidden nothing is drawn; the frame is made up for afterwards.
 */
export function createRenderLoop(canvas: HTMLCanvasElement, draw: (seconds: number, follows: boolean) => boolean): RenderLoop {
  let requested: number | null = null;
  let pending = false;
  let onScreen = true;
  let previous: number | null = null;

  function schedule(): void {
    if (requested === null && pending && onScreen && !document.hidden) requested = requestAnimationFrame(frame);
  }

  function frame(now: number): void {
    requested = null;
    pending = false;
    const seconds = previous === null ? FIRST_STEP : (now - previous) / 1000;
    const again = draw(seconds, previous !== null);
    previous = again ? now : null;
    if (again) pending = true;
    schedule();
  }

  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? true;
    schedule();
  });
  observer.observe(canvas);
  document.addEventListener("visibilitychange", schedule);

  return {
    invalidate() {
      pending = true;
      schedule();
    },
    dispose() {
      pending = false;
      if (requested !== null) cancelAnimationFrame(requested);
      observer.disconnect();
      document.removeEventListener("visibilitychange", schedule);
    },
  };
}
