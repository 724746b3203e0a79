import validator from "gltf-validator";

/** How many of a file's faults are named. */
const SHOWN_FAULTS = 3;

/**
 * Faults of a source that making tiers mends on the way: normals get unit length, bounds are computed anew. Many
 * exporters round them, and every viewer shows such files.
 */
export const MENDED_FAULTS = ["ACCESSOR_VECTOR3_NON_UNIT", "ACCESSOR_MIN_MISMATCH", "ACCESSOR_MAX_MISMATCH"];

/**
 * Runs Khronos' gltf-validator over a GLB or glTF.
 *
 * @param bytes the whole file.
 * @param resolve returns the bytes of an external resource by its URI as the file writes it, or undefined if there is none.
 * @param ignored codes of faults that don't count.
 * @returns the first faults in words (`CODE at /pointer: message`), or undefined when the file has no error.
 */
export async function findFaults(
  bytes: Uint8Array,
  resolve: (uri: string) => Uint8Array | undefined,
  ignored: string[] = [],
): Promise<string | undefined> {
  const report = await validator.validateBytes(bytes, {
    writeTimestamp: false,
    maxIssues: 100,
    ignoredIssues: ignored,
    externalResourceFunction: (uri) => {
      const resource = resolve(uri);
      return resource ? Promise.resolve(resource) : Promise.reject(new Error(`There is no ${uri}`));
    },
  });
  if (report.issues.numErrors === 0) return undefined;
  const errors = report.issues.messages.filter((message) => message.severity === 0);
  const shown = errors
    .slice(0, SHOWN_FAULTS)
    .map((error) => `${error.code} at ${error.pointer ?? "/"}: ${error.message.replace(/\s+/g, " ").replace(/\.$/, "")}`);
  const more = report.issues.numErrors - shown.length;
  return shown.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
