import { expect, it } from "vitest";
import type { Pixels } from "../texturePixels.ts";
import { textureCurve } from "./textureCurve.ts";

/** A black picture with a fine pattern in one place. */
function lampAt(left: number, top: number, edge: number): Pixels {
  const data = Buffer.alloc(edge * edge * 3);
  for (let y = top; y < top + 64; y++) for (let x = left; x < left + 64; x++) data.fill((x + y) % 2 === 0 ? 255 : 0, (y * edge + x) * 3, (y * edge + x) * 3 + 3);
  return { data, width: edge, height: edge, channels: 3, role: "colour" };
}

it("sees what a texture loses wherever it is", async () => {
  // The windows that stand for a large texture lie in the middles of its quarters; this is the very middle.
  const curve = await textureCurve(lampAt(480, 480, 1024), 1024, ["webp"]);
  const best = (edge: number) => Math.min(...curve.filter((option) => option.edge === edge).map(({ distortion }) => distortion));
  expect(best(32)).toBeGreaterThan(10 * best(1024));
});
