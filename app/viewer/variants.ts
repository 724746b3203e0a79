import { Mesh, type Material, type Object3D } from "three";
import type { GLTF, GLTFLoaderPlugin, GLTFParser } from "three/examples/jsm/loaders/GLTFLoader.js";
import type { GltfJson, GltfPrimitive } from "./gltfJson";

/** The material of each mesh in one finish. */
export type Finish = ReadonlyMap<Mesh, Material>;

/**
 * KHR_materials_variants (https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_variants),
 * which three leaves to others. The finish to start with replaces the default materials before anything is loaded, so
 * that no other finish's textures are fetched.
 */
export class VariantsPlugin implements GLTFLoaderPlugin {
  readonly name = "KHR_materials_variants";
  readonly #parser: GLTFParser;
  readonly #meshes = new Map<Mesh, GltfPrimitive>();

  constructor(parser: GLTFParser, initial: string) {
    this.#parser = parser;
    const json = parser.json as GltfJson;
    for (const primitive of (json.meshes ?? []).flatMap((mesh) => mesh.primitives)) {
      const material = this.#materialIndex(primitive, initial);
      if (material !== undefined) primitive.material = material;
    }
  }

  afterRoot(gltf: GLTF): null {
    const json = this.#parser.json as GltfJson;
    gltf.scene.traverse((object: Object3D) => {
      const place = this.#parser.associations.get(object) as { meshes?: number; primitives?: number } | undefined;
      if (!(object instanceof Mesh) || place?.meshes === undefined) return;
      const primitive = json.meshes?.[place.meshes]?.primitives[place.primitives ?? 0];
      if (primitive) this.#meshes.set(object, primitive);
    });
    return null;
  }

  /** Loads what the finish needs. An unknown name gives the present finish, so that a catalog ahead of its model still shows. */
  async finish(name: string): Promise<Finish> {
    const entries = [...this.#meshes].map(async ([mesh, primitive]): Promise<[Mesh, Material]> => {
      const index = this.#materialIndex(primitive, name);
      return [mesh, index === undefined ? (mesh.material as Material) : await this.#material(mesh, index)];
    });
    return new Map(await Promise.all(entries));
  }

  async #material(mesh: Mesh, index: number): Promise<Material> {
    const material = (await this.#parser.getDependency("material", index)) as Material;
    // three adapts a material to the geometry it lies on (tangents, vertex colours); a stand-in takes it, not the shown mesh.
    const standIn = new Mesh(mesh.geometry, material);
    this.#parser.assignFinalMaterial(standIn);
    return standIn.material as Material;
  }

  #materialIndex(primitive: GltfPrimitive, name: string): number | undefined {
    const names = (this.#parser.json as GltfJson).extensions?.KHR_materials_variants?.variants ?? [];
    const variant = names.findIndex((candidate) => candidate.name === name);
    const mappings = primitive.extensions?.KHR_materials_variants?.mappings ?? [];
    return mappings.find((mapping) => mapping.variants.includes(variant))?.material;
  }
}
