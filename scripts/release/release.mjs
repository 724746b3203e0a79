// npm run release: installs what it needs, as npm start does.
import { prepare } from "../start/prepare.mjs";

prepare();
const { register } = await import("tsx/esm/api");
register();
await import("./cli.ts");
