import { Data3DTexture, NearestFilter, RedFormat, Vector3, type Material } from "three";
import type { Bounds } from "./framing";

/** Tells shaders which parts of a model are drawn by chunks and which by the whole tier, so that each is drawn once. */
export interface ChunkMask {
  /** Makes a whole tier's material leave out what chunks draw. */
  leaveOut(material: Material): void;
  /** Makes a chunk's material draw within its own cells only: triangles across a border are in both neighbours. */
  keepWithin(material: Material): void;
  /** A mask that is set in these boxes, to be handed to `use`. */
  covering(boxes: Iterable<Bounds>): Data3DTexture;
  /** Masks what is drawn from now on. */
  use(texture: Data3DTexture): void;
}

/**
 * A texel of a small 3D texture for each cell of the chunks' grid: 255 where a chunk is drawn.
 * @param bounds What the grid divides evenly, in the studio's lengths, as materials see it.
 */
export function createChunkMask(bounds: Bounds, grid: readonly [number, number, number]): ChunkMask {
  const low = new Vector3(...bounds.min);
  const size = new Vector3(...bounds.max).sub(low);
  const uniforms = {
    chunkMask: { value: covering([]) },
    chunkLow: { value: low },
    chunkSize: { value: size },
  };

  function covering(boxes: Iterable<Bounds>): Data3DTexture {
    const data = new Uint8Array(grid[0] * grid[1] * grid[2]);
    for (const box of boxes) {
      const from = cellAt(box.min);
      const to = cellAt(box.max);
      for (let z = from[2]; z < to[2]; z += 1)
        for (let y = from[1]; y < to[1]; y += 1) for (let x = from[0]; x < to[0]; x += 1) data[x + grid[0] * (y + grid[1] * z)] = 255;
    }
    const texture = new Data3DTexture(data, ...grid);
    texture.format = RedFormat;
    texture.minFilter = texture.magFilter = NearestFilter;
    texture.unpackAlignment = 1;
    texture.needsUpdate = true;
    return texture;
  }

  /** The plane of the grid that a box's corner lies on, which decimals may have missed by a little. */
  function cellAt(corner: readonly [number, number, number]): [number, number, number] {
    const plane = (axis: 0 | 1 | 2): number =>
      Math.round(((corner[axis] - low.getComponent(axis)) / size.getComponent(axis)) * grid[axis]);
    return [plane(0), plane(1), plane(2)];
  }

  function patch(material: Material, discardWhere: string): void {
    material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, uniforms);
      shader.vertexShader = shader.vertexShader
        .replace("#include <common>", `#include <common>\n${DECLARATIONS}`)
        .replace("#include <project_vertex>", `#include <project_vertex>\n${PLACE}`);
      shader.fragmentShader = shader.fragmentShader
        .replace("#include <common>", `#include <common>\nuniform sampler3D chunkMask;\nvarying vec3 chunkPlace;`)
        .replace("#include <clipping_planes_fragment>", `#include <clipping_planes_fragment>\nif (texture(chunkMask, chunkPlace).r ${discardWhere} 0.5) discard;`);
    };
    material.customProgramCacheKey = () => `chunks ${discardWhere}`;
  }

  return {
    leaveOut: (material) => patch(material, ">"),
    keepWithin: (material) => patch(material, "<"),
    covering,
    use(texture) {
      uniforms.chunkMask.value = texture;
    },
  };
}

const DECLARATIONS = /* glsl */ `
uniform vec3 chunkLow; uniform vec3 chunkSize; varying vec3 chunkPlace;`;

const PLACE = /* glsl */ `
vec4 chunkWorld = vec4(transformed, 1.0);
#ifdef USE_INSTANCING
  chunkWorld = instanceMatrix * chunkWorld;
#endif
chunkPlace = ((modelMatrix * chunkWorld).xyz - chunkLow) / chunkSize;`;
