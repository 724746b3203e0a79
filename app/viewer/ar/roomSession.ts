import { Mesh, MeshBasicMaterial, PerspectiveCamera, RingGeometry, Scene, Vector3, type Matrix4, type WebGLRenderer } from "three";

/** The viewer's renderer and scene, for as long as a session lasts. The scene is in metres, the product on y = 0. */
export interface LentStage {
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  giveBack(): void;
}

export interface RoomOptions {
  /** Shown over the camera's picture where the browser can; taps on its buttons place nothing. */
  readonly overlay: HTMLElement;
  /** Ends the session when aborted. */
  readonly signal: AbortSignal;
  /** The product stands somewhere, for the first time. */
  readonly onPlaced: () => void;
}

/** The ring that shows where the product would stand, metres. */
const RETICLE = { inner: 0.09, outer: 0.11 };

/**
 * Shows the stage's scene in the room at true size, by WebXR with hit tests: a ring follows the floor or table that the
 * camera looks at, a tap puts the product there, facing the camera, and the next tap moves it.
 *
 * Call it within a click, as sessions need one. Resolves when the session has ended and the stage is given back.
 * @throws {Error} (a DOMException) when the device or the shopper refuses the session.
 */
export async function showInRoom(stage: LentStage, { overlay, signal, onPlaced }: RoomOptions): Promise<void> {
  const { renderer, scene } = stage;
  // A tap on a button is no tap on the floor.
  const onSelect = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
  };
  overlay.addEventListener("beforexrselect", onSelect);
  try {
    const session = await requestSession(overlay);
    const ended = new Promise<void>((resolve) => session.addEventListener("end", () => resolve(), { once: true }));
    const end = (): void => void session.end().catch(() => undefined);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    try {
      renderer.xr.enabled = true;
      renderer.xr.setReferenceSpaceType("local");
      await renderer.xr.setSession(session);
      const hits = await session.requestHitTestSource?.({ space: await session.requestReferenceSpace("viewer") });
      const room = furnish(scene);
      session.addEventListener("select", () => room.place() && onPlaced());
      renderer.setAnimationLoop((_time, frame?: XRFrame) => {
        const space = renderer.xr.getReferenceSpace();
        const hit = frame && space && hits ? frame.getHitTestResults(hits)[0]?.getPose(space) : undefined;
        room.aim(hit?.transform.matrix ?? null, renderer.xr.getCamera());
        renderer.render(room.scene, room.camera);
      });
      await ended;
      hits?.cancel();
      room.clear();
    } finally {
      signal.removeEventListener("abort", end);
      end();
      renderer.setAnimationLoop(null);
      renderer.xr.enabled = false;
    }
  } finally {
    overlay.removeEventListener("beforexrselect", onSelect);
    stage.giveBack();
  }
}

async function requestSession(overlay: HTMLElement): Promise<XRSession> {
  if (!navigator.xr) throw new Error("This browser has no WebXR.");
  return navigator.xr.requestSession("immersive-ar", {
    requiredFeatures: ["hit-test"],
    optionalFeatures: ["dom-overlay"],
    domOverlay: { root: overlay },
  });
}

interface Room {
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  /** Moves the ring to where the camera looks; null where there is no surface. */
  aim(matrix: Float32Array | null, eye: { matrixWorld: Matrix4 }): void;
  /** Puts the product on the ring; false where there is none. */
  place(): boolean;
  /** Puts the product back where the stage has it. */
  clear(): void;
}

function furnish(product: Scene): Room {
  const scene = new Scene();
  // Light from all around is the rendered scene's own affair.
  scene.environment = product.environment;
  scene.environmentIntensity = product.environmentIntensity;
  scene.environmentRotation.copy(product.environmentRotation);
  const ring = new Mesh(new RingGeometry(RETICLE.inner, RETICLE.outer, 48).rotateX(-Math.PI / 2), new MeshBasicMaterial({ color: "#ffffff" }));
  ring.matrixAutoUpdate = false;
  ring.visible = false;
  product.visible = false;
  scene.add(product, ring);
  const eye = new Vector3();

  return {
    scene,
    camera: new PerspectiveCamera(),
    aim(matrix, camera) {
      ring.visible = matrix !== null;
      if (matrix) ring.matrix.fromArray(matrix);
      eye.setFromMatrixPosition(camera.matrixWorld);
    },
    place() {
      if (!ring.visible) return false;
      product.position.setFromMatrixPosition(ring.matrix);
      // The product's front is +Z; it is turned about the vertical only, so that it stands upright on uneven readings.
      product.rotation.set(0, Math.atan2(eye.x - product.position.x, eye.z - product.position.z), 0);
      product.visible = true;
      return true;
    },
    clear() {
      product.removeFromParent();
      product.position.set(0, 0, 0);
      product.rotation.set(0, 0, 0);
      product.visible = true;
      ring.geometry.dispose();
      ring.material.dispose();
    },
  };
}
