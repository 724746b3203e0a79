import { Document, NodeIO, type Primitive } from "@gltf-transform/core";
import { KHRMaterialsVariants } from "@gltf-transform/extensions";
import { modelManifestSchema, type ModelManifest } from "../../app/domain/modelManifest";

/** A model store in memory: a manifest, and the files that it names. */
export interface TestModel {
  readonly manifest: ModelManifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

type Color = [number, number, number, number];
type Vector = [number, number, number];

/** Finishes are told apart by colour: what a whole tier shows, and what chunks show. */
const FINISHES = {
  plain: { whole: [0.8, 0.05, 0.05, 1] as Color, chunk: [0.05, 0.05, 0.8, 1] as Color },
  fresh: { whole: [0.8, 0.7, 0.05, 1] as Color, chunk: [0.05, 0.6, 0.05, 1] as Color },
};

const RADIUS = 0.5;
const BOUNDS: { min: Vector; max: Vector } = { min: [-RADIUS, 0, -RADIUS], max: [RADIUS, 2 * RADIUS, RADIUS] };

/** A ball whose tiers differ in fineness only, so that a finer one is asked for as the camera comes near. */
export async function tieredBall(): Promise<TestModel> {
  const glbs = {
    preview: await ballGlb({ segments: 12, part: "whole" }),
    standard: await ballGlb({ segments: 24, part: "whole" }),
    high: await ballGlb({ segments: 48, part: "whole" }),
  };
  return store(glbs, [tier("preview", 0.02, glbs.preview), tier("standard", 0.002, glbs.standard), tier("high", 0, glbs.high)]);
}

/** A ball whose high tier is cut into the eight chunks of a grid of 2 × 2 × 2. */
export async function chunkedBall(gpuBytesPerChunk: number): Promise<TestModel> {
  const glbs: Record<string, Uint8Array> = {
    preview: await ballGlb({ segments: 12, part: "whole" }),
    standard: await ballGlb({ segments: 24, part: "whole" }),
  };
  const chunks = [];
  for (const z of [0, 1]) {
    for (const y of [0, 1]) {
      for (const x of [0, 1]) {
        const min: Vector = [(x - 1) * RADIUS, y * RADIUS, (z - 1) * RADIUS];
        const max: Vector = [x * RADIUS, (y + 1) * RADIUS, z * RADIUS];
        const name = `chunk-${x}${y}${z}`;
        glbs[name] = await ballGlb({ segments: 48, part: "chunk", box: { min, max } });
        chunks.push({ model: fileOf(name, glbs[name]), min, max, triangles: 100, gpuBytes: gpuBytesPerChunk });
      }
    }
  }
  return store(glbs, [tier("preview", 0.02, glbs.preview), tier("standard", 0.01, glbs.standard)], {
    name: "high" as const,
    grid: [2, 2, 2] as Vector,
    chunks,
    textures: [],
    triangles: 4608,
    errorMetres: 0,
    textureSize: 0,
  });
}

function store(glbs: Record<string, Uint8Array>, tiers: object[], chunkedTier?: object): TestModel {
  const files = new Map(Object.entries(glbs).map(([name, glb]) => [fileOf(name, glb).path, glb]));
  const manifest = modelManifestSchema.parse({
    version: 1,
    slug: "ball",
    category: "gadgets",
    source: { hash: "0", bytes: 1, triangles: 1 },
    bounds: BOUNDS,
    variants: Object.keys(FINISHES),
    tiers,
    chunkedTier,
    posters: [],
  });
  return { manifest, files };
}

function tier(name: string, errorMetres: number, glb: Uint8Array | undefined): object {
  return { name, model: fileOf(name, glb), textures: [], triangles: 100, errorMetres, textureSize: 0, gpuBytes: 100_000 };
}

function fileOf(name: string, glb: Uint8Array | undefined): { path: string; bytes: number } {
  return { path: `models/gadgets/ball/${name}.glb`, bytes: glb?.byteLength ?? 1 };
}

/** A GLB of a ball, or of its triangles that touch a box, in both finishes. */
async function ballGlb({ segments, part, box }: { segments: number; part: "whole" | "chunk"; box?: { min: Vector; max: Vector } }): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const { positions, indices } = ball(segments);
  const kept = box ? touching(positions, indices, box) : indices;
  const primitive = document
    .createPrimitive()
    .setAttribute("POSITION", document.createAccessor().setType("VEC3").setArray(positions).setBuffer(buffer))
    .setAttribute("NORMAL", document.createAccessor().setType("VEC3").setArray(normalsOf(positions)).setBuffer(buffer))
    .setIndices(document.createAccessor().setType("SCALAR").setArray(new Uint16Array(kept)).setBuffer(buffer));
  colour(document, primitive, part);
  document.createScene().addChild(document.createNode().setMesh(document.createMesh().addPrimitive(primitive)));
  return new NodeIO().registerExtensions([KHRMaterialsVariants]).writeBinary(document);
}

function colour(document: Document, primitive: Primitive, part: "whole" | "chunk"): void {
  const variants = document.createExtension(KHRMaterialsVariants);
  const list = variants.createMappingList();
  for (const [name, colours] of Object.entries(FINISHES)) {
    const material = document.createMaterial(name).setBaseColorFactor(colours[part]).setRoughnessFactor(1).setMetallicFactor(0);
    list.addMapping(variants.createMapping().setMaterial(material).addVariant(variants.createVariant(name)));
    if (name === "plain") primitive.setMaterial(material);
  }
  primitive.setExtension("KHR_materials_variants", list);
}

function ball(segments: number): { positions: Float32Array; indices: number[] } {
  const positions: number[] = [];
  const indices: number[] = [];
  const rings = segments / 2;
  for (let ring = 0; ring <= rings; ring += 1) {
    for (let segment = 0; segment <= segments; segment += 1) {
      const across = (2 * Math.PI * segment) / segments;
      const down = (Math.PI * ring) / rings;
      positions.push(
        RADIUS * Math.sin(down) * Math.cos(across),
        RADIUS + RADIUS * Math.cos(down),
        RADIUS * Math.sin(down) * Math.sin(across),
      );
      const at = ring * (segments + 1) + segment;
      if (ring < rings && segment < segments) indices.push(at, at + 1, at + segments + 1, at + 1, at + segments + 2, at + segments + 1);
    }
  }
  return { positions: new Float32Array(positions), indices };
}

function normalsOf(positions: Float32Array): Float32Array {
  return positions.map((value, index) => (value - (index % 3 === 1 ? RADIUS : 0)) / RADIUS);
}

function touching(positions: Float32Array, indices: readonly number[], { min, max }: { min: Vector; max: Vector }): number[] {
  const kept: number[] = [];
  for (let at = 0; at < indices.length; at += 3) {
    const corners = indices.slice(at, at + 3);
    const within = [0, 1, 2].every((axis) => {
      const along = corners.map((corner) => positions[corner * 3 + axis] ?? 0);
      return Math.min(...along) <= (max[axis] ?? 0) && Math.max(...along) >= (min[axis] ?? 0);
    });
    if (within) kept.push(...corners);
  }
  return kept;
}
