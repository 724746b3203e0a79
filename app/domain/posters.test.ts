import { expect, it } from "vitest";
import { postersOf } from "./posters";

it("gives the pictures of the finish, else those of one other finish, never a mixture", () => {
  const poster = (variant: string, size: number) => ({ variant, size, file: { path: `${variant}-${size}.webp`, bytes: 1 } });
  const posters = [poster("oak", 480), poster("ash", 480), poster("ash", 960)];
  expect(postersOf(posters, "ash").map(({ size }) => size)).toEqual([480, 960]);
  expect(postersOf(posters, "pine").map(({ variant }) => variant)).toEqual(["oak"]);
  expect(postersOf([], "oak")).toEqual([]);
});
