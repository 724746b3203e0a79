import validator from "gltf-validator";

/** How many of a file's faults are named. */
const SHOWN_FAULTS = 3;

/**
 * Runs Khronos' gltf-validator over a GLB or glTF.
 *
 * @param bytes the whole file.
 * @param resolve returns the bytes of an external resource by its URI as the file writes it, or undefined if there is none.
 * @returns the first faults in words (`CODE at /pointer: message`), or undefined when the file has no error.
 */
export async function findFaults(
  bytes: Uint8Array,
  resolve: (uri: string) => Uint8Array | undefined,
): Promise<string | undefined> {
  const report = await validator.validateBytes(bytes, {
    writeTimestamp: false,
    maxIssues: 100,
    externalResourceFunction: (uri) => {
      const resource = resolve(uri);
      return resource ? Promise.resolve(resource) : Promise.reject(new Error(`There is no ${uri}`));
    },
  });
  if (report.issues.numErrors === 0) return undefined;
  const errors = report.issues.messages.filter((message) => message.severity === 0);
  const shown = errors
    .slice(0, SHOWN_FAULTS)
    .map((error) => `${error.code} at ${error.pointer ?? "/"}: ${error.message.replace(/\.$/, "")}`);
  const more = report.issues.numErrors - shown.length;
  return shown.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
