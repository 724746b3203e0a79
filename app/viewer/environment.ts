import {
  BackSide,
  BoxGeometry,
  CubeCamera,
  HalfFloatType,
  LinearMipmapLinearFilter,
  LinearSRGBColorSpace,
  Mesh,
  NoBlending,
  ShaderChunk,
  ShaderMaterial,
  WebGLCubeRenderTarget,
  type Scene,
  type WebGLRenderer,
} from "three";

/** Pixels of a face of the sharpest level. */
const SIZE = 256;
/** Directions that are averaged per texel of each level; the sharpest is the room itself, the roughest diffuse light. */
const SAMPLES = [1, 24, 40, 96, 160, 256] as const;

/**
 * A room as image-based light, prefiltered for every roughness: a cube whose mip levels three's materials read as
 * their own (`isPMREMTexture`). three's PMREMGenerator takes 256 samples a texel for any room there may be, which was
 * more than half of the time to the first frame on a slow GPU; this one holds large, soft lamps only, and the same
 * sampling (GGX visible normals, E. Heitz, JCGT 7(4), 2018; mip levels by the samples' solid angle, GPU Gems 3, ch. 20)
 * comes to the same, within some levels of 255, with a tenth.
 * @param near Clip planes of the cameras in the room's middle.
 */
export function prefilter(renderer: WebGLRenderer, room: Scene, near: number, far: number): WebGLCubeRenderTarget {
  const source = cube({ generateMipmaps: true, depthBuffer: true });
  new CubeCamera(near, far, source).update(renderer, room);

  const target = cube({ generateMipmaps: false, depthBuffer: false });
  const levels = SAMPLES.map((_, level) => ({ width: SIZE >> level, height: SIZE >> level }));
  // three's types have room for pictures only; it allots a render target's levels by these sizes.
  Object.assign(target.texture, { mipmaps: levels, isPMREMTexture: true });

  const uniforms = { room: { value: source.texture }, roughness: { value: 0 }, samples: { value: 1 } };
  const material = new ShaderMaterial({
    uniforms,
    vertexShader: ShaderChunk.cube_vert,
    fragmentShader: GGX_FRAGMENT,
    side: BackSide,
    blending: NoBlending,
    depthTest: false,
    depthWrite: false,
  });
  const box = new Mesh(new BoxGeometry(5, 5, 5), material);
  const camera = new CubeCamera(1, 10, target);
  for (const [level, samples] of SAMPLES.entries()) {
    // The roughness that three's materials look for in this level.
    uniforms.roughness.value = 1 - Math.sqrt(1 - level / (SAMPLES.length - 1));
    uniforms.samples.value = samples;
    camera.activeMipmapLevel = level;
    // three does not scale the viewport to the level.
    target.viewport.set(0, 0, SIZE >> level, SIZE >> level);
    camera.update(renderer, box);
  }
  target.viewport.set(0, 0, SIZE, SIZE);
  source.dispose();
  box.geometry.dispose();
  material.dispose();
  return target;
}

function cube({ generateMipmaps, depthBuffer }: { generateMipmaps: boolean; depthBuffer: boolean }): WebGLCubeRenderTarget {
  return new WebGLCubeRenderTarget(SIZE, {
    minFilter: LinearMipmapLinearFilter,
    type: HalfFloatType,
    colorSpace: LinearSRGBColorSpace,
    generateMipmaps,
    depthBuffer,
  });
}

const GGX_FRAGMENT = /* glsl */ `
uniform samplerCube room; uniform float roughness; uniform int samples; varying vec3 vWorldDirection;
#include <common>
float radicalInverse(uint bits) {
  bits = (bits << 16u) | (bits >> 16u);
  bits = ((bits & 0x55555555u) << 1u) | ((bits & 0xAAAAAAAAu) >> 1u);
  bits = ((bits & 0x33333333u) << 2u) | ((bits & 0xCCCCCCCCu) >> 2u);
  bits = ((bits & 0x0F0F0F0Fu) << 4u) | ((bits & 0xF0F0F0F0u) >> 4u);
  bits = ((bits & 0x00FF00FFu) << 8u) | ((bits & 0xFF00FF00u) >> 8u);
  return float(bits) * 2.3283064365386963e-10;
}
void main() {
  vec3 normal = normalize(vWorldDirection);
  if (samples == 1) {
    gl_FragColor = vec4(textureLod(room, normal, 0.0).rgb, 1.0);
    return;
  }
  float alpha = roughness * roughness;
  float alpha2 = alpha * alpha;
  vec3 up = abs(normal.z) < 0.999 ? vec3(0.0, 0.0, 1.0) : vec3(1.0, 0.0, 0.0);
  vec3 tangent = normalize(cross(up, normal));
  vec3 bitangent = cross(normal, tangent);
  vec3 light = vec3(0.0);
  float weights = 0.0;
  for (int i = 0; i < samples; i++) {
    vec2 xi = vec2((float(i) + 0.5) / float(samples), radicalInverse(uint(i)));
    // The view is along the normal: reflected directions can be drawn at once.
    float inverse = 1.0 / (1.0 - xi.x + alpha2 * xi.x);
    float cosine = (1.0 - xi.x - alpha2 * xi.x) * inverse;
    if (cosine <= 0.0) continue;
    float sine = 2.0 * alpha * sqrt(xi.x * (1.0 - xi.x)) * inverse;
    float phi = 2.0 * PI * xi.y;
    vec3 direction = normal * cosine + (tangent * cos(phi) + bitangent * sin(phi)) * sine;
    // The level whose texels are as wide as what this sample stands for, d² / (n α²) of the sphere, and half a level more.
    float d = alpha2 * inverse;
    float level = log2(${SIZE}.0 * d) + 0.5 * log2(6.0 / (float(samples) * alpha2)) + 0.5;
    light += textureLod(room, direction, max(level, 0.0)).rgb * cosine;
    weights += cosine;
  }
  gl_FragColor = vec4(light / weights, 1.0);
}`;
