import { expect, it } from "vitest";
import type { Picture } from "../quality/pictures.ts";
import { AMPLIFICATION, difference, worstSpot } from "./pictures.ts";

const EDGE = 64;

function grey(level: number, change: (x: number, y: number) => number = () => 0): Picture {
  const rgba = new Uint8Array(EDGE * EDGE * 4);
  for (let pixel = 0; pixel < EDGE * EDGE; pixel++) rgba.set([level + change(pixel % EDGE, Math.floor(pixel / EDGE)), level, level, 255], pixel * 4);
  return { width: EDGE, height: EDGE, rgba };
}

it("shows differences as often amplified as it says, either way, and no more than white", () => {
  const of = (level: number): number[] => [...difference(grey(100), grey(level)).rgba.subarray(0, 4)];
  expect(of(100)).toEqual([0, 0, 0, 255]);
  expect(of(103)).toEqual([3 * AMPLIFICATION, 3 * AMPLIFICATION, 3 * AMPLIFICATION, 255]);
  expect(of(97)).toEqual(of(103));
  expect(of(200)).toEqual([255, 255, 255, 255]);
});

it("sees what is there in one picture only, and nothing where both are empty", () => {
  const empty: Picture = { ...grey(0), rgba: new Uint8Array(EDGE * EDGE * 4) };
  expect(difference(empty, { ...empty, rgba: empty.rgba.map((_, at) => (at % 4 === 3 ? 0 : 200)) }).rgba[0]).toBe(0);
  expect(difference(empty, grey(255)).rgba[0]).toBe(255);
});

it("finds the part that differs most", () => {
  const spot = worstSpot(grey(100), grey(100, (x, y) => (x >= 40 && x < 56 && y >= 8 && y < 24 ? 50 : x < 8 ? 5 : 0)), 0.25);
  expect(spot.x).toBeCloseTo(48 / 64, 1);
  expect(spot.y).toBeCloseTo(16 / 64, 1);
});
