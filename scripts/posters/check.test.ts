import { expect, it } from "vitest";
import { stalePosters } from "./check.ts";

it("finds every committed poster current (npm run posters makes them anew)", async () => {
  expect(await stalePosters()).toEqual([]);
});
