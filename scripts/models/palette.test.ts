import { describe, expect, it } from "vitest";
import { isPalette, type Picture, withoutRepeats } from "./palette.ts";

/** A grey picture with a value for each texel. */
function picture(size: number, value: (x: number, y: number) => number): Picture {
  const data = Uint8Array.from({ length: size * size }, (_, i) => value(i % size, Math.floor(i / size)));
  return { data, width: size, height: size, channels: 1 };
}

describe("palettes", () => {
  it("are told from pictures", () => {
    expect(isPalette(picture(128, (x, y) => (x >> 4) * 8 + (y >> 4)))).toBe(true);
    expect(isPalette(picture(16, (x, y) => x * y))).toBe(true);
    expect(isPalette(picture(128, (x, y) => (x * 7 + y * 13) % 256))).toBe(false);
  });

  it("shrink as long as every field keeps four texels", () => {
    const { data, width, height } = withoutRepeats(picture(128, (x, y) => (x >> 4) * 8 + (y >> 4)));
    expect([width, height]).toEqual([32, 32]);
    expect([data[0], data[4], data[32 * 4], data[32 * 32 - 1]]).toEqual([0, 8, 1, 63]);
  });

  it("keep their size where a field is no square", () => {
    expect(withoutRepeats(picture(64, (x) => (x < 3 ? 0 : 1))).width).toBe(64);
  });
});
