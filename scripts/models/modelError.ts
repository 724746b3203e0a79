/**
 * A fault of the input or of the request, told in one sentence that names the file and the fault.
 * Everything else that is thrown is a fault of the pipeline itself.
 */
export class ModelError extends Error {
  override readonly name = "ModelError";

  /** @param file the file's name as the person gave it. @param fault what is wrong with it, without a final full stop. */
  constructor(
    readonly file: string,
    readonly fault: string,
  ) {
    super(`${file}: ${fault}.`);
  }
}
