/// <reference types="vite/client" />

declare module "virtual:remix/server-build";

declare module "virtual:viewer-scripts" {
  /** Paths of the client files that the 3D view's code is in; none while developing. */
  const paths: readonly string[];
  export default paths;
}
