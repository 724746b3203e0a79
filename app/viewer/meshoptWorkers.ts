import { MeshoptDecoder } from "three/examples/jsm/libs/meshopt_decoder.module.js";

/** Two decode while the rest of a phone's cores draw and fetch. */
const WORKERS = 2;
let users = 0;
// Taken out by another name: it is no React hook.
const { useWorkers: setWorkers } = MeshoptDecoder;

/** The decoder that all viewers of a page share. */
export { MeshoptDecoder };

/** Decodes off the main thread from now on; the returned function, called by the last user, ends the workers. */
export function holdMeshoptWorkers(): () => void {
  users += 1;
  if (users === 1) setWorkers(WORKERS);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    users -= 1;
    if (users === 0) setWorkers(0);
  };
}
