// npm start and npm run dev.
import { prepare } from "./prepare.mjs";

prepare();
const { register } = await import("tsx/esm/api");
register();
const { start } = await import("./shop.ts");
await start({ dev: process.argv.includes("--dev") });
