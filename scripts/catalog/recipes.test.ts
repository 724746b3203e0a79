import { expect, it } from "vitest";
import { unusableRecipes } from "./recipes.ts";

it("finds every committed recipe current (npm run models:recipes makes them anew)", async () => {
  const stale = (await unusableRecipes()).filter(({ reason }) => reason !== "there is no recipe");
  expect(stale).toEqual([]);
});
