import type { Emulator } from "./emulator.ts";
import { readStack } from "./terraform.ts";

/** An empty ZIP archive: the record that ends one, and nothing before it. */
const EMPTY_ZIP = new Uint8Array(Buffer.from(`504b0506${"00".repeat(18)}`, "hex"));

/**
 * Lays empty packages where a stack's functions look for their code, as a release does before the stack is applied.
 * @param folder the synthesised stack
 */
export async function uploadFunctions(emulator: Emulator, folder: string): Promise<void> {
  const stack = readStack(folder);
  const release = stack.variable?.release?.default ?? "";
  for (const { s3_bucket: bucket, s3_key: key } of Object.values(stack.resource?.aws_lambda_function ?? {})) {
    await putObject(emulator, String(bucket), String(key).replace("${var.release}", release), EMPTY_ZIP);
  }
}

/** Puts an object into a bucket of the emulator, which asks for a signature's form only. */
export async function putObject({ endpoint }: Emulator, bucket: string, key: string, body: BodyInit): Promise<void> {
  const authorization = "AWS4-HMAC-SHA256 Credential=emulator/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=none";
  const response = await fetch(`${endpoint}/${bucket}/${key}`, { method: "PUT", body, headers: { authorization } });
  if (!response.ok) throw new Error(`s3://${bucket}/${key} was refused with ${response.status}: ${await response.text()}`);
}
