import {
  BackSide,
  BoxGeometry,
  Color,
  DirectionalLight,
  Mesh,
  MeshBasicMaterial,
  NeutralToneMapping,
  Scene,
  SphereGeometry,
  Vector3,
  WebGLRenderer,
  type WebGLCubeRenderTarget,
} from "three";
import { prefilter } from "./environment";
import { centreOf, radiusOf, type Bounds, type Vector } from "./framing";
import { CONTEXT_ATTRIBUTES } from "./webgl";

/** The photographer's room: light that flatters, the same for every product, and nothing that shows. */
export interface Studio {
  readonly scene: Scene;
  /** A model came onto the stage: its shadows must be drawn. */
  relight(): void;
  /** Gives back the GPU's memory. */
  release(): void;
  /** Makes anew what was given back. */
  restore(): void;
}

/** A lamp with a white cloth before it: where it hangs around the product (which is 1 wide), its size and its radiance. */
interface SoftBox {
  readonly position: Vector;
  readonly width: number;
  readonly height: number;
  readonly color: string;
  readonly radiance: number;
}

/** Towards the key light, from the left, in front and above; shadows fall to the right and back. */
export const KEY_DIRECTION: Vector = [-0.55, 0.78, 0.62];
const TOP_DIRECTION: Vector = [0.18, 1, -0.12];

const SOFT_BOXES: readonly SoftBox[] = [
  // The key: a large, warm window at the left front.
  { position: [-5, 4.2, 4.4], width: 4.2, height: 4.2, color: "#fff0dd", radiance: 5.5 },
  // The ceiling cloth, which draws the long highlight along every upper edge.
  { position: [0.6, 6.4, -0.4], width: 6, height: 4.5, color: "#ffffff", radiance: 3.4 },
  // The rim: a tall narrow strip behind on the right, which parts dark products from the ground.
  { position: [5.2, 2.6, -3.6], width: 1.1, height: 5, color: "#eef4ff", radiance: 11 },
  // And a weaker one behind on the left.
  { position: [-5.4, 2.2, -3.2], width: 0.8, height: 4, color: "#f6f4ff", radiance: 6 },
  // The fill: a wide, gentle wall at the right front.
  { position: [5.5, 2.2, 4.5], width: 5, height: 4.5, color: "#fff8f0", radiance: 2.1 },
];
/** The room's own walls, from the ceiling to the warm floor's bounce. */
const CEILING = new Color("#cfccc6").multiplyScalar(0.85);
const FLOOR = new Color("#b8aea2").multiplyScalar(0.62);

const KEY = { color: "#fff1df", intensity: 1.5 };
const TOP = { color: "#fffaf3", intensity: 0.55 };
const ENVIRONMENT_INTENSITY = 0.8;
const EXPOSURE = 1.14;
const SHADOW_MAP_SIZE = 1024;

/** A renderer for a transparent canvas: the page's ground shines through, exactly as under the poster. */
export function createRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  const renderer = new WebGLRenderer({ canvas, ...CONTEXT_ATTRIBUTES });
  renderer.setClearColor(0x000000, 0);
  renderer.toneMapping = NeutralToneMapping;
  renderer.toneMappingExposure = EXPOSURE;
  // The lights stand still: shadows are drawn when the model changes, not when the camera turns.
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.autoUpdate = false;
  return renderer;
}

/** Puts up the lights around a product of these bounds. */
export function createStudio(renderer: WebGLRenderer, bounds: Bounds): Studio {
  const scene = new Scene();
  scene.environmentIntensity = ENVIRONMENT_INTENSITY;
  scene.add(
    ...shadowLight(bounds, KEY_DIRECTION, KEY, 2.5),
    ...shadowLight(bounds, TOP_DIRECTION, TOP, 6),
  );
  let environment = renderEnvironment(renderer);
  scene.environment = environment.texture;

  return {
    scene,
    relight() {
      renderer.shadowMap.needsUpdate = true;
    },
    release() {
      environment.dispose();
      scene.traverse((object) => {
        if (object instanceof DirectionalLight) object.dispose();
      });
    },
    restore() {
      environment = renderEnvironment(renderer);
      scene.environment = environment.texture;
      renderer.shadowMap.needsUpdate = true;
    },
  };
}

/** A directional light whose shadow map just holds the product. `softness` is the filter's radius in texels. */
function shadowLight(
  bounds: Bounds,
  direction: Vector,
  { color, intensity }: { color: string; intensity: number },
  softness: number,
): [DirectionalLight, DirectionalLight["target"]] {
  const light = new DirectionalLight(color, intensity);
  const radius = radiusOf(bounds);
  light.target.position.set(...centreOf(bounds));
  light.position.copy(new Vector3(...direction).setLength(radius * 3)).add(light.target.position);
  light.castShadow = true;
  light.shadow.mapSize.set(SHADOW_MAP_SIZE, SHADOW_MAP_SIZE);
  light.shadow.radius = softness;
  // In texels of the map: enough against acne on slanting surfaces, too little to part a shadow from its edge.
  light.shadow.normalBias = ((2 * radius) / SHADOW_MAP_SIZE) * (1.2 + softness / 3);
  const camera = light.shadow.camera;
  camera.left = camera.bottom = -radius;
  camera.right = camera.top = radius;
  camera.near = radius * 1.9;
  camera.far = radius * 4.1;
  return [light, light.target];
}

/** The room as image-based light, prefiltered for every roughness. */
function renderEnvironment(renderer: WebGLRenderer): WebGLCubeRenderTarget {
  const room = new Scene();
  const walls = new Mesh(gradientSphere(), new MeshBasicMaterial({ side: BackSide, vertexColors: true }));
  room.add(walls);
  const box = new BoxGeometry();
  for (const lamp of SOFT_BOXES) {
    const material = new MeshBasicMaterial({ color: new Color(lamp.color).multiplyScalar(lamp.radiance) });
    const cloth = new Mesh(box, material);
    cloth.position.set(...lamp.position);
    cloth.scale.set(lamp.width, lamp.height, 0.02);
    cloth.lookAt(0, 0.4, 0);
    room.add(cloth);
  }
  const target = prefilter(renderer, room, 0.1, 40);
  room.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    (object.material as MeshBasicMaterial).dispose();
  });
  return target;
}

function gradientSphere(): SphereGeometry {
  const sphere = new SphereGeometry(20, 16, 24);
  const positions = sphere.getAttribute("position");
  const colors = positions.clone();
  const color = new Color();
  for (let index = 0; index < positions.count; index += 1) {
    const height = positions.getY(index) / 40 + 0.5;
    color.lerpColors(FLOOR, CEILING, height);
    colors.setXYZ(index, color.r, color.g, color.b);
  }
  sphere.setAttribute("color", colors);
  return sphere;
}
