import type { ModelFile, ModelManifest } from "../../../app/domain/modelManifest.ts";

/** Every file that a manifest names, each once: whatever has a path and bytes, so that no new kind of file is forgotten. */
export function filesOf(manifest: ModelManifest): ModelFile[] {
  const files = new Map<string, ModelFile>();
  function visit(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    if (isFile(value)) files.set(value.path, value);
    else Object.values(value).forEach(visit);
  }
  visit(manifest);
  return [...files.values()];
}

function isFile(value: object): value is ModelFile {
  return "path" in value && typeof value.path === "string" && "bytes" in value && typeof value.bytes === "number";
}
