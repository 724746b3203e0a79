import * as THREE from "three";
import { GLTFLoader, type GLTF } from "three/examples/jsm/loaders/GLTFLoader.js";

interface SheetOptions {
  url: string;
  finish?: string;
  size: number;
  only?: string;
}
interface CloseUp {
  target: [number, number, number];
  from: [number, number, number];
  width: number;
}

const GROUND = 0xe9e4dc;

/** A studio of soft boxes, rendered once to an environment map. */
function studio(renderer: THREE.WebGLRenderer): THREE.Texture {
  const room = new THREE.Scene();
  const box = (color: number, intensity: number, size: [number, number, number], at: [number, number, number]) => {
    const m = new THREE.Mesh(
      new THREE.BoxGeometry(...size),
      new THREE.MeshBasicMaterial({ color: new THREE.Color(color).multiplyScalar(intensity), side: THREE.DoubleSide }),
    );
    m.position.set(...at);
    m.lookAt(0, 0, 0);
    room.add(m);
  };
  const shell = new THREE.Mesh(new THREE.SphereGeometry(20, 32, 16), new THREE.MeshBasicMaterial({ color: new THREE.Color(0xfff8f0).multiplyScalar(0.42), side: THREE.BackSide }));
  room.add(shell);
  box(0xe9e4dc, 0.5, [40, 40, 0.1], [0, -8, 0.01]);
  box(0xfff4e6, 9, [7, 7, 0.1], [-7, 9, 6]);
  box(0xfffaf4, 5, [3, 9, 0.1], [10, 4, 2]);
  box(0xf2f6ff, 4, [8, 3, 0.1], [0, 6, -10]);
  box(0xffffff, 3.5, [6, 6, 0.1], [0, 12, 0.01]);
  const pmrem = new THREE.PMREMGenerator(renderer);
  const texture = pmrem.fromScene(room, 0.02, 0.1, 100).texture;
  pmrem.dispose();
  return texture;
}

/** What lies close above the ground, as a blurred dark texture. */
function contactShadow(renderer: THREE.WebGLRenderer, model: THREE.Object3D, box: THREE.Box3): THREE.Mesh {
  const size = box.getSize(new THREE.Vector3()), centre = box.getCenter(new THREE.Vector3());
  const w = Math.max(size.x, size.z) * 1.7, n = 256;
  const reach = size.y * 0.4;
  const camera = new THREE.OrthographicCamera(-w / 2, w / 2, w / 2, -w / 2, 0.0001, reach);
  camera.position.set(centre.x, box.min.y - 0.0005, centre.z);
  camera.up.set(0, 0, 1);
  camera.lookAt(centre.x, 10, centre.z);
  const scene = new THREE.Scene();
  scene.add(model);
  scene.background = new THREE.Color(1, 1, 1);
  scene.overrideMaterial = new THREE.ShaderMaterial({
    side: THREE.DoubleSide,
    vertexShader: "varying float d; void main() { vec4 p = modelViewMatrix * vec4(position, 1.0); d = -p.z; gl_Position = projectionMatrix * p; }",
    fragmentShader: `varying float d; void main() { gl_FragColor = vec4(vec3(min(1.0, pow(d / ${reach.toFixed(4)}, 0.6))), 1.0); }`,
  });
  renderer.setSize(n, n);
  renderer.render(scene, camera);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = n;
  const g = canvas.getContext("2d")!;
  g.fillStyle = "#fff";
  g.fillRect(0, 0, n, n);
  g.filter = "blur(9px)";
  g.drawImage(renderer.domElement, 0, 0);
  g.globalAlpha = 0.5;
  g.filter = "blur(3px)";
  g.drawImage(renderer.domElement, 0, 0);
  const texture = new THREE.CanvasTexture(canvas);
  const ground = new THREE.Mesh(
    new THREE.PlaneGeometry(w, w),
    new THREE.MeshBasicMaterial({ map: texture, blending: THREE.MultiplyBlending, premultipliedAlpha: true, transparent: true, toneMapped: false, depthWrite: false }),
  );
  ground.rotation.set(-Math.PI / 2, 0, 0);
  ground.position.set(centre.x, box.min.y - 0.0004, centre.z);
  // seen from below the image is mirrored in depth
  texture.repeat.y = -1;
  texture.wrapT = THREE.RepeatWrapping;
  return ground;
}

async function wear(gltf: GLTF, finish: string): Promise<void> {
  const list = ((gltf.parser.json as { extensions?: Record<string, { variants?: { name: string }[] }> }).extensions?.["KHR_materials_variants"]?.variants ?? []).map((v) => v.name);
  const index = list.indexOf(finish);
  const waiting: Promise<void>[] = [];
  gltf.scene.traverse((o) => {
    if (!(o instanceof THREE.Mesh)) return;
    const mappings = ((o.userData["gltfExtensions"] ?? {}) as Record<string, { mappings: { material: number; variants: number[] }[] }>)["KHR_materials_variants"]?.mappings;
    const found = mappings?.find((m) => m.variants.includes(index));
    if (found) {
      waiting.push((gltf.parser.getDependency("material", found.material) as Promise<THREE.Material>).then((m) => {
        o.material = m;
        gltf.parser.assignFinalMaterial(o);
      }));
    }
  });
  await Promise.all(waiting);
}

async function sheet({ url, finish, size, only }: SheetOptions): Promise<string> {
  const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setPixelRatio(1);
  const gltf = await new GLTFLoader().loadAsync(url);
  const variants = ((gltf.parser.json as { extensions?: Record<string, { variants?: { name: string }[] }> }).extensions?.["KHR_materials_variants"]?.variants ?? []).map((v) => v.name);
  const model = gltf.scene;
  const box = new THREE.Box3().setFromObject(model);
  const shadow = contactShadow(renderer, model, box);
  renderer.toneMapping = THREE.NeutralToneMapping;
  renderer.shadowMap.enabled = true;
  const scene = new THREE.Scene();
  scene.background = new THREE.Color(GROUND);
  scene.environment = studio(renderer);
  scene.environmentIntensity = 0.85;
  const extent = box.getSize(new THREE.Vector3()), centre = box.getCenter(new THREE.Vector3()), radius = extent.length() / 2;
  const key = new THREE.DirectionalLight(0xfff1e0, 1.1);
  key.position.copy(centre).add(new THREE.Vector3(-1.2, 2, 1.4).multiplyScalar(radius * 2));
  key.target.position.copy(centre);
  key.castShadow = true;
  key.shadow.mapSize.set(2048, 2048);
  Object.assign(key.shadow.camera, { left: -radius, right: radius, top: radius, bottom: -radius, near: 0.01, far: radius * 9 });
  key.shadow.radius = 6;
  key.shadow.normalBias = radius * 0.004;
  key.shadow.autoUpdate = false;
  key.shadow.needsUpdate = true;
  model.traverse((o) => {
    if (o instanceof THREE.Mesh) o.castShadow = o.receiveShadow = true;
  });
  const fall = new THREE.Mesh(new THREE.PlaneGeometry(radius * 12, radius * 12).rotateX(-Math.PI / 2), new THREE.ShadowMaterial({ opacity: 0.09, depthWrite: false }));
  fall.position.set(centre.x, box.min.y - 0.0006, centre.z);
  fall.receiveShadow = true;
  scene.add(model, key, key.target, shadow, fall);
  const camera = new THREE.PerspectiveCamera(26, 1, 0.005, 100);
  const from = (direction: THREE.Vector3, target: THREE.Vector3, width: number) => {
    camera.position.copy(target).addScaledVector(direction.clone().normalize(), width / 2 / Math.tan((camera.fov * Math.PI) / 360));
    camera.lookAt(target);
    camera.near = Math.max(0.002, camera.position.distanceTo(target) / 50);
    camera.far = 50;
    camera.updateProjectionMatrix();
    fall.visible = shadow.visible = camera.position.y > box.min.y;
  };
  interface Shot { label: string; finish?: string; aim: () => void }
  const whole = (label: string, x: number, y: number, z: number, f?: string): Shot => ({ label, finish: f, aim: () => from(new THREE.Vector3(x, y, z), centre, radius * 1.92) });
  const closeUps = (((model.children[0]?.userData["closeUps"] ?? []) as CloseUp[]).length
    ? (model.children[0]!.userData["closeUps"] as CloseUp[])
    : ([[0.7, 0.8, 0.6], [-0.5, 0.4, 0.8], [0.2, 0.95, 1]] as const).map(([x, y, z]): CloseUp => ({
        target: [centre.x + (x * extent.x) / 2, box.min.y + y * extent.y, centre.z + (z * extent.z) / 2], from: [x, 0.5, 1], width: radius * 0.5,
      })));
  const shots: Shot[] = [];
  if (!only || only === "sides") {
    shots.push(whole("front", 0, 0.12, 1), whole("three quarters", 0.75, 0.42, 1), whole("side", 1, 0.12, 0), whole("back", -0.7, 0.35, -1), whole("top", 0.0, 1, 0.12), whole("low", -0.9, 0.02, 0.8));
  }
  if (!only || only === "closeUps") {
    closeUps.forEach((c, i) => shots.push({ label: `close ${i + 1}`, aim: () => from(new THREE.Vector3(...c.from), new THREE.Vector3(...c.target), c.width) }));
  }
  if (!only || only === "finishes") for (const v of variants) shots.push(whole(v, 0.6, 0.3, 1, v));

  const columns = Math.min(shots.length, 4), rows = Math.ceil(shots.length / columns);
  const canvas = document.createElement("canvas");
  canvas.width = columns * size;
  canvas.height = rows * size;
  const g = canvas.getContext("2d")!;
  renderer.setSize(size, size);
  const first = finish ?? variants[0];
  let worn = "";
  for (const [i, shot] of shots.entries()) {
    const wanted = shot.finish ?? first;
    if (wanted && wanted !== worn) await wear(gltf, (worn = wanted));
    shot.aim();
    renderer.render(scene, camera);
    const x = (i % columns) * size, y = Math.floor(i / columns) * size;
    g.drawImage(renderer.domElement, x, y);
    g.fillStyle = "#555";
    g.font = "12px sans-serif";
    g.fillText(shot.label, x + 8, y + 16);
  }
  return canvas.toDataURL("image/png");
}

(window as unknown as { sheet: typeof sheet }).sheet = sheet;
