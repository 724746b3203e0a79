// npm test and npm run e2e. `npm test -- unit integration` runs the named parts alone.
import { prepare } from "../start/prepare.mjs";

prepare();
const { register } = await import("tsx/esm/api");
register();
const { runTests } = await import("./runTests.ts");
process.exit(await runTests(process.argv.slice(2)));
