/** A rendered model. */
export interface Picture {
  width: number;
  height: number;
  /** Rows from the top, 4 bytes a pixel, not premultiplied; alpha 0 where there is no object. */
  rgba: Uint8Array;
}

/** How alike two pictures of an object are. */
export interface PictureScores {
  /** Peak signal-to-noise ratio, dB, at most {@link PSNR_OF_EQUALS}. */
  psnr: number;
  /** Structural similarity, 1 for equal. */
  ssim: number;
  /** Pixels that only one of the two covers, as a share of those that the source covers. */
  silhouetteError: number;
}

/** What equal pictures score, whose ratio is infinite: more than 8 bits can differ by. */
export const PSNR_OF_EQUALS = 100;

/** Both are laid on a mid grey, from which light and dark objects stand out alike. */
const GROUND = 128;
/** From this alpha on a pixel counts as covered. */
const COVERED = 128;

/** SSIM's window and constants as in the paper: a Gaussian of 11 × 11 with sigma 1.5, K1 = 0.01, K2 = 0.03, L = 255. */
const WINDOW_RADIUS = 5;
const WINDOW_SIGMA = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * Compares a tier's picture with its source's over the pixels that either covers, so that neither a missing nor an
 * added piece goes unnoticed and no empty ground flatters the score. PSNR over red, green and blue as shown; SSIM
 * (Z. Wang et al., "Image Quality Assessment: From Error Visibility to Structural Similarity", IEEE TIP 13(4), 2004)
 * over luma (Rec. 709). Two pictures without an object are equal.
 *
 * @throws Error when the pictures differ in size.
 */
export function comparePictures(source: Picture, tier: Picture): PictureScores {
  if (source.width !== tier.width || source.height !== tier.height) {
    throw new Error(`Pictures of ${source.width} × ${source.height} and ${tier.width} × ${tier.height} pixels can't be compared.`);
  }
  const texels = source.width * source.height;
  let squares = 0;
  let object = 0;
  let covered = 0;
  let differing = 0;
  for (let pixel = 0; pixel < texels; pixel++) {
    const a = source.rgba[pixel * 4 + 3] ?? 0;
    const b = tier.rgba[pixel * 4 + 3] ?? 0;
    if (a === 0 && b === 0) continue;
    object++;
    if (a >= COVERED) covered++;
    if (a >= COVERED !== b >= COVERED) differing++;
    for (let channel = 0; channel < 3; channel++) squares += (shown(source, pixel, channel) - shown(tier, pixel, channel)) ** 2;
  }
  if (object === 0) return { psnr: PSNR_OF_EQUALS, ssim: 1, silhouetteError: 0 };
  return {
    psnr: psnrOf(squares / (object * 3)),
    ssim: ssim(source, tier),
    silhouetteError: differing / Math.max(covered, 1),
  };
}

/** Decibels of a mean squared error of 8-bit values. */
export function psnrOf(meanSquare: number): number {
  return meanSquare > 0 ? Math.min(10 * Math.log10(255 ** 2 / meanSquare), PSNR_OF_EQUALS) : PSNR_OF_EQUALS;
}

/** The worst of several views' scores, measure by measure: a tier is as good as its weakest side. */
export function worstScores(views: readonly PictureScores[]): PictureScores {
  return {
    psnr: Math.min(...views.map(({ psnr }) => psnr)),
    ssim: Math.min(...views.map((scores) => scores.ssim)),
    silhouetteError: Math.max(...views.map(({ silhouetteError }) => silhouetteError)),
  };
}

function shown({ rgba }: Picture, pixel: number, channel: number): number {
  const alpha = rgba[pixel * 4 + 3] ?? 0;
  return GROUND + (((rgba[pixel * 4 + channel] ?? 0) - GROUND) * alpha) / 255;
}

/** Mean SSIM over the windows whose centre lies on the object. */
function ssim(source: Picture, tier: Picture): number {
  const box = objectBox(source, tier);
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const planes = Array.from({ length: 5 }, () => new Float32Array(width * height));
  const [x, y, xx, yy, xy] = planes as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = (row + box.top) * source.width + column + box.left;
      const at = row * width + column;
      const a = luma(source, pixel);
      const b = luma(tier, pixel);
      x[at] = a;
      y[at] = b;
      xx[at] = a * a;
      yy[at] = b * b;
      xy[at] = a * b;
    }
  }
  for (const plane of planes) blur(plane, width, height);
  let sum = 0;
  let count = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = (row + box.top) * source.width + column + box.left;
      if (source.rgba[pixel * 4 + 3] === 0 && tier.rgba[pixel * 4 + 3] === 0) continue;
      const at = row * width + column;
      const [mx = 0, my = 0] = [x[at], y[at]];
      const covariance = (xy[at] ?? 0) - mx * my;
      const variances = (xx[at] ?? 0) - mx * mx + (yy[at] ?? 0) - my * my;
      sum += ((2 * mx * my + C1) * (2 * covariance + C2)) / ((mx * mx + my * my + C1) * (variances + C2));
      count++;
    }
  }
  return count > 0 ? Math.min(sum / count, 1) : 1;
}

/** The rectangle that holds the object in both pictures and a window's margin around it. */
function objectBox(source: Picture, tier: Picture): { left: number; top: number; right: number; bottom: number } {
  const { width, height } = source;
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (source.rgba[pixel * 4 + 3] === 0 && tier.rgba[pixel * 4 + 3] === 0) continue;
    const column = pixel % width;
    const row = (pixel - column) / width;
    box.left = Math.min(box.left, column);
    box.right = Math.max(box.right, column + 1);
    box.top = Math.min(box.top, row);
    box.bottom = Math.max(box.bottom, row + 1);
  }
  return {
    left: Math.max(box.left - WINDOW_RADIUS, 0),
    top: Math.max(box.top - WINDOW_RADIUS, 0),
    right: Math.min(box.right + WINDOW_RADIUS, width),
    bottom: Math.min(box.bottom + WINDOW_RADIUS, height),
  };
}

function luma(picture: Picture, pixel: number): number {
  return 0.2126 * shown(picture, pixel, 0) + 0.7152 * shown(picture, pixel, 1) + 0.0722 * shown(picture, pixel, 2);
}

/** A Gaussian along rows and then along columns, in place; beyond the edge the last value goes on. */
function blur(plane: Float32Array, width: number, height: number): void {
  const weights = Array.from({ length: WINDOW_RADIUS * 2 + 1 }, (_, i) => Math.exp(-((i - WINDOW_RADIUS) ** 2) / (2 * WINDOW_SIGMA ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const kernel = Float32Array.from(weights, (weight) => weight / total);
  const pass = (lines: number, length: number, lineStep: number, step: number): void => {
    const line = new Float32Array(length + WINDOW_RADIUS * 2);
    for (let l = 0; l < lines; l++) {
      for (let i = 0; i < line.length; i++) {
        line[i] = plane[l * lineStep + Math.min(Math.max(i - WINDOW_RADIUS, 0), length - 1) * step] ?? 0;
      }
      for (let i = 0; i < length; i++) {
        let sum = 0;
        for (let k = 0; k < kernel.length; k++) sum += (kernel[k] ?? 0) * (line[i + k] ?? 0);
        plane[l * lineStep + i * step] = sum;
      }
    }
  };
  pass(height, width, width, 1);
  pass(width, height, 1, width);
}
