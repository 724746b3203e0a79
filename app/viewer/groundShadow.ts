import {
  AddEquation,
  CustomBlending,
  DoubleSide,
  HalfFloatType,
  LessDepth,
  LinearFilter,
  Mesh,
  NoBlending,
  OneFactor,
  OrthographicCamera,
  PlaneGeometry,
  RGFormat,
  ShaderMaterial,
  Vector2,
  Vector3,
  WebGLRenderTarget,
  type Object3D,
  type Scene,
  type WebGLRenderer,
} from "three";
import { shadowEllipse, type Bounds, type Vector } from "./framing";
import { SHADOW_LAYER } from "./model";
import { KEY_DIRECTION } from "./studio";

/** The soft dark under a product that makes it stand instead of float. */
export interface GroundShadow {
  /** Works the shadow out for these meshes; once is enough, for all tiers have the same outline. */
  bake(root: Object3D): void;
  /** Gives back the GPU's memory; baking makes the shadow anew. */
  release(): void;
  dispose(): void;
}

/** Light directions that are averaged: the dome of the room, and the area of the key lamp. */
const DOME_SAMPLES = 64;
const KEY_SAMPLES = 24;
/** How dark the ground gets where none of that light arrives. */
const DOME_STRENGTH = 0.58;
const KEY_STRENGTH = 0.27;
/** Half the key lamp's size as seen from the product, as a tangent. */
const KEY_SPREAD = 0.28;
const MAP_SIZE = 384;
/** How far a shadow's edge is blurred per height of what throws it: as far as two neighbouring samples lie apart. */
const BLUR_PER_HEIGHT = 0.2;

/**
 * Shadows of an area light on a plane, without a shadow map: for each of many light directions the product is flattened
 * along the light onto the ground, drawn black from above, and added up (planar projected shadows, J. Blinn, "Me and My
 * (Fake) Shadow", IEEE CG&A 8(1), 1988, accumulated as in P. Heckbert and M. Herf, CMU-CS-97-104). Contacts come out
 * sharp and dark, what is high above the ground soft and faint. The samples' edges, which would show as facets, are
 * blurred by the mean height of what throws them, as percentage-closer soft shadows find their penumbra (R. Fernando,
 * "Percentage-Closer Soft Shadows", SIGGRAPH 2005 sketches).
 */
export function createGroundShadow(renderer: WebGLRenderer, scene: Scene, bounds: Bounds): GroundShadow {
  const { x, z, halfX, halfZ } = shadowEllipse(bounds);
  const sum = shadowMap(true);
  const smooth = shadowMap(false);
  const camera = new OrthographicCamera();
  camera.layers.set(SHADOW_LAYER);

  const flatten = new ShaderMaterial({
    uniforms: {
      ground: { value: bounds.min[1] },
      centre: { value: new Vector2(x, z) },
      extent: { value: new Vector2(halfX, halfZ) },
      slope: { value: new Vector2() },
      weight: { value: 0 },
    },
    vertexShader: FLATTEN_VERTEX,
    fragmentShader: "uniform float weight; varying float height; void main() { gl_FragColor = vec4(weight, weight * height, 0.0, 0.0); }",
    side: DoubleSide,
    depthFunc: LessDepth,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
  });
  const smoothing = screenMaterial(SMOOTH_FRAGMENT, { map: { value: sum.texture } });
  const blurring = screenMaterial(BLUR_FRAGMENT, {
    map: { value: smooth.texture },
    perHeight: { value: new Vector2(BLUR_PER_HEIGHT / (2 * halfX), BLUR_PER_HEIGHT / (2 * halfZ)) },
  });
  const paint = new ShaderMaterial({
    uniforms: { map: { value: sum.texture } },
    vertexShader: "varying vec2 at; void main() { at = uv; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }",
    fragmentShader: PAINT_FRAGMENT,
    transparent: true,
    depthWrite: false,
    toneMapped: false,
  });

  const screen = new Mesh(new PlaneGeometry(2, 2), smoothing);
  screen.frustumCulled = false;
  screen.layers.set(SHADOW_LAYER);
  const ground = new Mesh(new PlaneGeometry(2, 2).rotateX(-Math.PI / 2), paint);
  ground.scale.set(halfX, 1, halfZ);
  ground.position.set(x, bounds.min[1], z);
  // Under everything, also under glass.
  ground.renderOrder = -1;
  scene.add(ground);

  const directions = lightDirections();

  function flattenAll(root: Object3D): void {
    const materials = new Map<Mesh, Mesh["material"]>();
    const culled = new Set<Mesh>();
    root.traverse((object) => {
      if (!(object instanceof Mesh)) return;
      materials.set(object, object.material as Mesh["material"]);
      object.material = flatten;
      if (object.frustumCulled) culled.add(object);
      object.frustumCulled = false;
    });
    for (const { slope, weight } of directions) {
      (flatten.uniforms["slope"]?.value as Vector2).copy(slope);
      if (flatten.uniforms["weight"]) flatten.uniforms["weight"].value = weight;
      flatten.uniformsNeedUpdate = true;
      renderer.clearDepth();
      renderer.render(root, camera);
    }
    for (const [mesh, material] of materials) mesh.material = material;
    for (const mesh of culled) mesh.frustumCulled = true;
  }

  function pass(material: ShaderMaterial, target: WebGLRenderTarget): void {
    screen.material = material;
    renderer.setRenderTarget(target);
    renderer.render(screen, camera);
  }

  function release(): void {
    for (const resource of [sum, smooth, flatten, smoothing, blurring, paint, screen.geometry, ground.geometry]) resource.dispose();
  }

  return {
    bake(root) {
      const { autoClear } = renderer;
      const shadowsPending = renderer.shadowMap.needsUpdate;
      renderer.autoClear = false;
      renderer.shadowMap.needsUpdate = false;
      root.updateMatrixWorld(true);
      renderer.setRenderTarget(sum);
      renderer.clear();
      flattenAll(root);
      pass(smoothing, smooth);
      pass(blurring, sum);
      renderer.setRenderTarget(null);
      renderer.autoClear = autoClear;
      renderer.shadowMap.needsUpdate = shadowsPending;
    },
    release,
    dispose() {
      ground.removeFromParent();
      release();
    },
  };
}

/** How far a point's shadow moves per metre of height, and how much that light counts. */
function lightDirections(): { slope: Vector2; weight: number }[] {
  const dome = Array.from({ length: DOME_SAMPLES }, (_, index) => {
    // Cosine-weighted: the ground receives light in proportion to the sine of its elevation. Grazing rays are left out.
    const sine = Math.sqrt(1 - ((index + 0.5) / DOME_SAMPLES) * 0.93);
    const angle = index * GOLDEN_ANGLE;
    const flat = Math.sqrt(1 - sine * sine);
    return light([Math.cos(angle) * flat, sine, Math.sin(angle) * flat], DOME_STRENGTH / DOME_SAMPLES);
  });
  const [keyX, keyY, keyZ] = new Vector3(...KEY_DIRECTION).normalize().toArray();
  const key = Array.from({ length: KEY_SAMPLES }, (_, index) => {
    const reach = Math.sqrt((index + 0.5) / KEY_SAMPLES) * KEY_SPREAD;
    const angle = index * GOLDEN_ANGLE;
    return light(
      [keyX + Math.cos(angle) * reach, keyY, keyZ + Math.sin(angle) * reach],
      KEY_STRENGTH / KEY_SAMPLES,
    );
  });
  return [...dome, ...key];
}

/** Successive multiples of this angle are spread evenly (Vogel's spiral). */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

function light([x, y, z]: Vector, weight: number): { slope: Vector2; weight: number } {
  return { slope: new Vector2(-x / y, -z / y), weight };
}

/** A pass over a whole map. */
function screenMaterial(fragmentShader: string, uniforms: ShaderMaterial["uniforms"]): ShaderMaterial {
  return new ShaderMaterial({
    uniforms,
    vertexShader: "varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }",
    fragmentShader,
    depthTest: false,
    depthWrite: false,
    blending: NoBlending,
  });
}

/** Two channels: the share of light that is missing, and the same times the height of what is in its way, metres. */
function shadowMap(depthBuffer: boolean): WebGLRenderTarget {
  return new WebGLRenderTarget(MAP_SIZE, MAP_SIZE, {
    depthBuffer,
    format: RGFormat,
    type: HalfFloatType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
  });
}

/** All of a pass lies at one depth, and equal depth fails the test: a light counts once, however many surfaces it meets. */
const FLATTEN_VERTEX = /* glsl */ `
uniform float ground; uniform vec2 centre; uniform vec2 extent; uniform vec2 slope; varying float height;
void main() {
  vec4 place = vec4(position, 1.0);
  #ifdef USE_INSTANCING
    place = instanceMatrix * place;
  #endif
  place = modelMatrix * place;
  height = max(place.y - ground, 0.0);
  vec2 shadow = place.xz + slope * height;
  gl_Position = vec4((shadow - centre) / extent * vec2(1.0, -1.0), 0.0, 1.0);
}`;

/** Takes the texels' stairs away. */
const SMOOTH_FRAGMENT = /* glsl */ `
uniform sampler2D map; varying vec2 at;
void main() {
  vec2 total = vec2(0.0); float weights = 0.0;
  for (int x = -2; x <= 2; x++) for (int y = -2; y <= 2; y++) {
    vec2 offset = vec2(x, y);
    float weight = exp(-dot(offset, offset) / 3.0);
    total += weight * texture2D(map, at + offset / ${MAP_SIZE}.0).rg;
    weights += weight;
  }
  gl_FragColor = vec4(total / weights, 0.0, 0.0);
}`;

const BLUR_FRAGMENT = /* glsl */ `
uniform sampler2D map; uniform vec2 perHeight; varying vec2 at;
vec2 spiral(float index, float count) {
  float angle = index * ${GOLDEN_ANGLE};
  return sqrt((index + 0.5) / count) * vec2(cos(angle), sin(angle));
}
void main() {
  // What throws the shadow around here, and how high is it?
  vec2 around = vec2(1e-5, 0.0);
  for (float i = 0.0; i < 24.0; i++) around += texture2D(map, at + spiral(i, 24.0) * 0.03).rg;
  vec2 radius = perHeight * around.y / around.x;
  float total = 0.0; float weights = 0.0;
  for (float i = 0.0; i < 72.0; i++) {
    vec2 offset = spiral(i, 72.0);
    float weight = exp(-2.0 * dot(offset, offset));
    total += weight * texture2D(map, at + offset * radius).r;
    weights += weight;
  }
  // Fades out within the ellipse that the framing keeps in the picture.
  float reach = length(at * 2.0 - 1.0);
  gl_FragColor = vec4(total / weights * (1.0 - smoothstep(0.5, 0.97, reach)), 0.0, 0.0, 0.0);
}`;

const PAINT_FRAGMENT = /* glsl */ `
uniform sampler2D map; varying vec2 at;
void main() { gl_FragColor = vec4(0.0, 0.0, 0.0, texture2D(map, at).r); }`;
