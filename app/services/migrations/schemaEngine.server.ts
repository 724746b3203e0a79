import { readFile } from "node:fs/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as wasmBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { PoolConfig } from "pg";
import { singleton } from "~/platform/singleton.server";

type SchemaEngine = wasmBindings.SchemaEngine;

/** Not every Node that runs this can import a .wasm module, so the engine's is instantiated by hand, once a process. */
async function loadWasm(file: string): Promise<void> {
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": wasmBindings as unknown as WebAssembly.ModuleImports,
  });
  wasmBindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's own schema engine on a database, in WebAssembly: the native one is a download that not every machine can make.
 * @param connection a PostgreSQL database, as its owner
 * @param wasmFile `schema_engine_bg.wasm` of `@prisma/schema-engine-wasm`, which a bundle has beside it
 * @param work what to do with it
 */
export async function withSchemaEngine<T>(connection: PoolConfig, wasmFile: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  // Its bindings remember the memory of the instance that they were given first.
  await singleton("schemaEngineWasm", () => loadWasm(wasmFile));
  // The engine never closes its connection; letting it idle out at once stands in for that.
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ ...connection, idleTimeoutMillis: 1 }));
  const engine = await wasmBindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}
