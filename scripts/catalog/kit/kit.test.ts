import { NodeIO } from "@gltf-transform/core";
import { KHRONOS_EXTENSIONS } from "@gltf-transform/extensions";
import { describe, expect, it } from "vitest";
import { toGlb } from "./glb.ts";
import {
  arcLengths, bounds, boxCage, boxCushion, circle, extrude, lathe, paint, roundedBox, sdf, slabs, spline, subdivide, surfaceNets, tube, weld, wood,
  type Mesh, type ProductModel,
} from "./index.ts";

/** Signed volume by the divergence theorem, cubic metres: positive when triangles face outwards. */
function volume({ positions: p, indices }: Mesh): number {
  let six = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t]! * 3, indices[t + 1]! * 3, indices[t + 2]! * 3] as const;
    six += p[a]! * (p[b + 1]! * p[c + 2]! - p[b + 2]! * p[c + 1]!) - p[a + 1]! * (p[b]! * p[c + 2]! - p[b + 2]! * p[c]!) + p[a + 2]! * (p[b]! * p[c + 1]! - p[b + 1]! * p[c]!);
  }
  return six / 6;
}

/** Edges that do not have exactly one partner in the other direction. */
function openEdges(mesh: Mesh): number {
  const first = weld(mesh.positions);
  const seen = new Map<string, number>();
  for (let t = 0; t < mesh.indices.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const a = first[mesh.indices[t + k]!]!, b = first[mesh.indices[t + ((k + 1) % 3)]!]!;
      if (a === b) continue;
      seen.set(`${a} ${b}`, (seen.get(`${a} ${b}`) ?? 0) + 1);
    }
  }
  return [...seen].filter(([key, n]) => seen.get(key.split(" ").reverse().join(" ")) !== n).length;
}

describe("solids are closed, face outwards and have the volume they should", () => {
  const bend = spline([[0, 0, 0], [0, 0.2, 0], [0.2, 0.3, 0.1]], 80);
  const solids: [string, Mesh, number, number][] = [
    ["rounded box", roundedBox(0.2, 0.1, 0.3, 0.01, { steps: 8 }), 0.2 * 0.1 * 0.3, 0.02],
    ["lathe", lathe([[0, 0], [0.05, 0], [0.05, 0.2], [0, 0.2]], { segments: 128 }), Math.PI * 0.05 ** 2 * 0.2, 0.002],
    ["extrusion with a hole", extrude(circle(0.1, 128), { depth: 0.02, holes: [circle(0.04, 128)] }), Math.PI * (0.1 ** 2 - 0.04 ** 2) * 0.02, 0.002],
    ["tube", tube(bend, 0.01, { segments: 48 }), Math.PI * 0.01 ** 2 * arcLengths(bend).at(-1)!, 0.01],
    ["surface nets", surfaceNets(sdf.sphere(0.1), { min: [-0.12, -0.12, -0.12], max: [0.12, 0.12, 0.12], cell: 0.005 }), (4 / 3) * Math.PI * 0.1 ** 3, 0.005],
  ];
  it.each(solids)("%s", (_name, mesh, expected, tolerance) => {
    expect(Math.abs(volume(mesh) / expected - 1)).toBeLessThan(tolerance);
    expect(openEdges(mesh)).toBe(0);
  });

  it("subdivided cage", () => {
    const mesh = subdivide(boxCage([0.2, 0.2, 0.2], [2, 2, 2]), 3);
    expect(openEdges(mesh)).toBe(0);
    expect(volume(mesh)).toBeGreaterThan(0.003);
    expect(volume(mesh)).toBeLessThan(0.008);
  });
});

it("a creased cage keeps its edge", () => {
  const cage = boxCage([0.2, 0.2, 0.2], [1, 1, 1]);
  const all = cage.faces.flatMap((f) => f.map((v, k) => [v, f[(k + 1) % 4]!, Infinity] as const));
  expect(bounds(subdivide({ ...cage, creases: all }, 3)).size[0]).toBeCloseTo(0.2, 5);
});

it("slabs cut a mesh without losing surface", () => {
  const box = roundedBox(0.2, 0.1, 0.3, 0.01);
  const cut = slabs(box, "z", [-0.05, 0.02]);
  expect(cut).toHaveLength(3);
  expect(cut.reduce((sum, m) => sum + volume(m), 0)).toBeCloseTo(volume(box), 6);
});

it("a cushion's normals point away from its middle", () => {
  const { cover } = boxCushion({ width: 0.5, depth: 0.5, boxing: 0.08, crown: 0.03, segments: 80 });
  let wrong = 0;
  for (let i = 0; i < cover.normals.length; i += 3) {
    if (cover.normals[i]! * cover.positions[i]! + cover.normals[i + 1]! * cover.positions[i + 1]! * 30 + cover.normals[i + 2]! * cover.positions[i + 2]! < 0) wrong++;
  }
  expect(wrong / (cover.normals.length / 3)).toBeLessThan(0.01);
});

it("textures are the same for the same seed and differ for another", () => {
  const colours = { light: "#d0b080", dark: "#a08050", pore: "#604020", size: 64 };
  const [a, b, c] = [wood({ ...colours, seed: 1 }), wood({ ...colours, seed: 1 }), wood({ ...colours, seed: 2 })];
  expect(a.albedo!.data).toEqual(b.albedo!.data);
  expect(a.albedo!.data).not.toEqual(c.albedo!.data);
});

describe("a product as GLB", () => {
  const textures = paint({ size: 32 });
  const model = (): ProductModel => ({
    slug: "cube",
    category: "gadgets",
    parts: [
      { name: "body", slot: "body", mesh: roundedBox(0.1, 0.1, 0.1, 0.01) },
      { name: "foot", slot: "foot", mesh: roundedBox(0.02, 0.02, 0.02, 0.001) },
    ],
    materials: [{ id: "red", baseColor: "#ff0000", textures }, { id: "blue", baseColor: "#0000ff", textures }, { id: "rubber" }],
    slots: { foot: "rubber" },
    finishes: [{ id: "red", name: "Red", slots: { body: "red" } }, { id: "blue", name: "Blue", slots: { body: "blue" } }],
  });

  it("has a variant a finish, shares its images and maps only slots that change", async () => {
    const { bytes, triangles } = await toGlb(model());
    const root = (await new NodeIO().registerExtensions(KHRONOS_EXTENSIONS).readBinary(bytes)).getRoot();
    expect(triangles).toBeGreaterThan(100);
    expect(root.listTextures()).toHaveLength(2);
    const [body, foot] = root.listMeshes().map((m) => m.listPrimitives()[0]!);
    expect(body!.getMaterial()!.getName()).toBe("red");
    expect(body!.getExtension("KHR_materials_variants")).not.toBeNull();
    expect(foot!.getExtension("KHR_materials_variants")).toBeNull();
    const uv = body!.getAttribute("TEXCOORD_0")!;
    expect(Math.min(...uv.getMin([]))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uv.getMax([]))).toBeLessThanOrEqual(1);
  });

  it("refuses a slot without a material, saying which", async () => {
    const broken = model();
    broken.slots = {};
    await expect(toGlb(broken)).rejects.toThrow('finish "red" has no material for slot "foot"');
  });
});
