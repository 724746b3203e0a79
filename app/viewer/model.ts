import { Group, Mesh, Texture, type Material, type MeshPhysicalMaterial, type Object3D } from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "./meshoptWorkers";
import { TexturePlugin, type TextureOptions } from "./textures";
import { VariantsPlugin, type Finish } from "./variants";

/** Meshes on this layer darken the ground. */
export const SHADOW_LAYER = 1;

/** A decoded tier. */
export interface Model {
  readonly root: Object3D;
  /** The finish it wears. */
  readonly variant: string;
  /** Loads a finish without showing it: meshes that wear it, to compile shaders for, and `wear`, which changes all at once. */
  tryOn(variant: string): Promise<{ standIn: Object3D; textures: Texture[]; wear: () => void }>;
  /** Gives back the GPU's memory; drawing the model again uploads everything again. */
  release(): void;
  dispose(): void;
}

export interface ParseOptions extends TextureOptions {
  readonly variant: string;
  /** Told of every material before it is compiled. */
  readonly onMaterial?: ((material: Material) => void) | undefined;
}

/**
 * Decodes a GLB with only the textures of one finish.
 * @throws {Error} when the data is no valid GLB, or a texture can't be fetched or decoded.
 */
export async function parseModel(glb: ArrayBuffer, options: ParseOptions): Promise<Model> {
  let variants: VariantsPlugin | undefined;
  let textures: TexturePlugin | undefined;
  const loader = new GLTFLoader()
    .setMeshoptDecoder(MeshoptDecoder)
    .register((parser) => (textures = new TexturePlugin(parser, options)))
    .register((parser) => (variants = new VariantsPlugin(parser, options.variant)));
  const { scene } = await loader.parseAsync(glb, "").catch((error: unknown) => {
    textures?.dispose();
    throw error;
  });
  scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const solid = !isSeeThrough(object.material as Material);
    object.castShadow = solid;
    object.receiveShadow = true;
    if (solid) object.layers.enable(SHADOW_LAYER);
  });

  let variant = options.variant;
  const worn = new Set<Material>();
  const materials = (): Set<Material> => {
    const found = new Set<Material>();
    scene.traverse((object) => object instanceof Mesh && found.add(object.material as Material));
    return found;
  };
  for (const material of materials()) worn.add(material);

  function wear(finish: Finish, name: string): void {
    for (const [mesh, material] of finish) mesh.material = material;
    variant = name;
    // The other finish's images stay decoded for going back, but leave the GPU.
    const kept = texturesOf(materials());
    for (const texture of texturesOf(worn)) if (!kept.has(texture)) texture.dispose();
    for (const material of finish.values()) worn.add(material);
  }

  function release(): void {
    scene.traverse((object) => {
      if (object instanceof Mesh) object.geometry.dispose();
    });
    for (const material of worn) material.dispose();
    for (const texture of texturesOf(worn)) texture.dispose();
  }

  return {
    root: scene,
    get variant() {
      return variant;
    },
    async tryOn(name) {
      const finish: Finish = (await variants?.finish(name)) ?? new Map<Mesh, Material>();
      if (options.onMaterial) new Set(finish.values()).forEach(options.onMaterial);
      return { standIn: dress(finish), textures: [...texturesOf(finish.values())], wear: () => wear(finish, name) };
    },
    release,
    dispose() {
      scene.removeFromParent();
      release();
      textures?.dispose();
    },
  };
}

/** Copies of the meshes that wear the finish: shaders depend on geometry and material together. */
function dress(finish: Finish): Object3D {
  const group = new Group();
  for (const [mesh, material] of finish) {
    const copy = mesh.clone(false);
    copy.material = material;
    group.add(copy);
  }
  return group;
}

function texturesOf(materials: Iterable<Material>): Set<Texture> {
  const textures = new Set<Texture>();
  for (const material of materials) {
    for (const value of Object.values(material)) if (value instanceof Texture) textures.add(value);
  }
  return textures;
}

function isSeeThrough(material: Material): boolean {
  return material.transparent || ((material as Partial<MeshPhysicalMaterial>).transmission ?? 0) > 0.3;
}
