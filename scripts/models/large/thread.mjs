// Node 20 can't load TypeScript in a thread by itself: tsx is set up first.
import { register } from "tsx/esm/api";

register();
export const { bin, bounds, chunk, reduce } = await import("./tasks.ts");
