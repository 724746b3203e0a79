import { expect, it } from "vitest";
import type { ModelManifest } from "../../../app/domain/modelManifest.ts";
import { reportPage, type Report } from "./reportPage.ts";

const file = { path: "models/a/b/preview/model.0123456789abcdef.glb", bytes: 20_000 };
const manifest: ModelManifest = {
  version: 1,
  slug: "stool",
  category: "furniture",
  source: { hash: "0", bytes: 4_000_000, triangles: 123_456 },
  bounds: { min: [0, 0, 0], max: [1, 1, 1] },
  variants: ["<oak>"],
  tiers: [{ name: "preview", model: file, textures: [{ ...file, bytes: 5_000 }], triangles: 4_321, errorMetres: 0.00123, textureSize: 128, gpuBytes: 2e6 }],
  posters: [],
  ar: [],
};
const picture = (level: string) => ({ level, note: "30.0 dB", url: "data:image/webp;base64,AA" });
const report: Report = {
  source: "stool & co.glb",
  manifest,
  views: [{ id: "front", name: "front", pictures: ["source", "preview", "preview-difference"].map(picture), spot: { x: 0.5, y: 0.5 } }],
  recipe: undefined,
  amplification: 16,
  cropShare: 0.2,
  style: "",
  script: "",
};

it("tells each tier's bytes with its textures, their share of the source, triangles and error", () => {
  const text = reportPage(report).replaceAll(/<[^>]+>/g, " ");
  for (const told of ["20.0", "5.0", "25.0", "0.6 %", "4,321", "1.2", "123,456"]) expect(text).toContain(told);
});

it("says what decided where there are neither scores nor a recipe", () => {
  expect(reportPage(report)).toContain("the simplifier's own error");
  expect(reportPage({ ...report, recipe: `{ "format": 1 }` })).toContain("{ &quot;format&quot;: 1 }");
});

it("needs no other file, and takes names for text", () => {
  const page = reportPage(report);
  expect(page).not.toMatch(/(?:src|href)="(?!data:)/);
  expect(page).not.toContain("<oak>");
  expect(page).toContain("stool &amp; co.glb");
});
