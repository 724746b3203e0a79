/** A 2D canvas through which a WebGL canvas can be read as plain RGBA, not premultiplied, rows from the top. */
export function readBack(pixels: number): { drawn: (source: HTMLCanvasElement) => ImageData } {
  const context = new OffscreenCanvas(pixels, pixels).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("The browser has no 2D canvas.");
  return {
    drawn(source) {
      context.clearRect(0, 0, pixels, pixels);
      context.drawImage(source, 0, 0);
      return context.getImageData(0, 0, pixels, pixels);
    },
  };
}
