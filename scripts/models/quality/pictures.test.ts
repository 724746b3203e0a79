import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePictures, type Picture, PSNR_OF_EQUALS, psnrOf } from "./pictures.ts";

const SIZE = 24;

/** A square of one colour in the middle of nothing. */
function square(colour: readonly [number, number, number], from = 6, to = 18): Picture {
  const rgba = new Uint8Array(SIZE * SIZE * 4);
  for (let y = from; y < to; y++) for (let x = from; x < to; x++) rgba.set([...colour, 255], (y * SIZE + x) * 4);
  return { width: SIZE, height: SIZE, rgba };
}

const pictures = fc.uint8Array({ minLength: 12 * 12 * 4, maxLength: 12 * 12 * 4 }).map((rgba): Picture => ({ width: 12, height: 12, rgba }));

describe("comparePictures", () => {
  it("finds equal pictures equal", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(comparePictures(picture, picture)).toEqual({ psnr: PSNR_OF_EQUALS, ssim: expect.closeTo(1, 5) as number, silhouetteError: 0 });
      }),
    );
  });

  it("scores within bounds whatever it is given, and PSNR and SSIM alike both ways round", () => {
    fc.assert(
      fc.property(pictures, pictures, (a, b) => {
        const there = comparePictures(a, b);
        const back = comparePictures(b, a);
        expect(there.psnr).toBeGreaterThanOrEqual(0);
        expect(there.ssim).toBeLessThanOrEqual(1);
        expect(there.silhouetteError).toBeGreaterThanOrEqual(0);
        expect(back.psnr).toBeCloseTo(there.psnr, 8);
        expect(back.ssim).toBeCloseTo(there.ssim, 8);
      }),
    );
  });

  it("measures the object alone: ten levels off is 28.13 dB, however much ground there is around", () => {
    expect(comparePictures(square([100, 100, 100]), square([110, 110, 110])).psnr).toBeCloseTo(28.13, 2);
    expect(comparePictures(square([100, 100, 100], 2, 5), square([110, 110, 110], 2, 5)).psnr).toBeCloseTo(28.13, 2);
  });

  it("counts pixels that only one of the two covers as a share of the source's", () => {
    expect(comparePictures(square([20, 20, 20], 6, 16), square([20, 20, 20], 6, 18)).silhouetteError).toBeCloseTo(0.44, 5);
    expect(comparePictures(square([20, 20, 20], 6, 16), square([20, 20, 20], 6, 6))).toMatchObject({ silhouetteError: 1, psnr: expect.closeTo(psnrOf(108 ** 2), 5) as number });
  });

  it("finds what was blurred less alike in structure than what was brightened", () => {
    const stripes = square([0, 0, 0]);
    const blurred = square([0, 0, 0]);
    const brighter = square([0, 0, 0]);
    for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
      const dark = pixel % 2 === 0 ? 60 : 180;
      stripes.rgba.fill(dark, pixel * 4, pixel * 4 + 3);
      blurred.rgba.fill(120, pixel * 4, pixel * 4 + 3);
      brighter.rgba.fill(dark + 60, pixel * 4, pixel * 4 + 3);
    }
    const [soft, bright] = [comparePictures(stripes, blurred), comparePictures(stripes, brighter)];
    expect(soft.psnr).toBeCloseTo(bright.psnr, 5);
    expect(soft.ssim).toBeLessThan(bright.ssim - 0.3);
  });

  it("refuses pictures of different sizes", () => {
    expect(() => comparePictures(square([1, 2, 3]), { width: 1, height: 1, rgba: new Uint8Array(4) })).toThrow("24 × 24 and 1 × 1");
  });
});
