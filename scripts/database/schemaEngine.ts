import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as wasmBindings from "@prisma/schema-engine-wasm/schema_engine_bg";

type SchemaEngine = wasmBindings.SchemaEngine;

let loaded: Promise<void> | undefined;

/** Node 20 cannot import a .wasm module, so the engine's is instantiated by hand, once a process. */
async function loadWasm(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(entry.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": wasmBindings as unknown as WebAssembly.ModuleImports,
  });
  wasmBindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's own schema engine on a database, in WebAssembly: the native one is a download that not every machine can make.
 * @param databaseUrl a PostgreSQL URL
 * @param work what to do with it
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await (loaded ??= loadWasm());
  // The engine never closes its connection; letting it idle out at once stands in for that.
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl, idleTimeoutMillis: 1 }));
  const engine = await wasmBindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}
