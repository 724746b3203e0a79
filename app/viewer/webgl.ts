/**
 * How the canvas is drawn on: transparent, so that the page's ground shines through, premultiplied as browsers compose.
 * Whoever asks for the context first decides these, so the probe and the renderer share them.
 */
export const CONTEXT_ATTRIBUTES: Readonly<WebGLContextAttributes> = {
  alpha: true,
  antialias: true,
  depth: true,
  stencil: false,
  premultipliedAlpha: true,
  preserveDrawingBuffer: false,
  powerPreference: "default",
  failIfMajorPerformanceCaveat: false,
};

/** Whether this canvas can be drawn on in 3D; asks without noise in the console. Free of three.js, to ask before loading it. */
export function canDraw(canvas: HTMLCanvasElement): boolean {
  try {
    return canvas.getContext("webgl2", CONTEXT_ATTRIBUTES) !== null;
  } catch {
    return false;
  }
}

/** Gives a canvas's context back at once: browsers allow only a few, and collect garbage late. */
export function giveBack(canvas: HTMLCanvasElement): void {
  canvas.getContext("webgl2", CONTEXT_ATTRIBUTES)?.getExtension("WEBGL_lose_context")?.loseContext();
}
