import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const BIN = path.resolve(import.meta.dirname, "../../../node_modules/.bin");

export type Peer = "gltf-transform" | "gltfpack";

/** Whether a peer is installed; the benchmarks say which are not and go on without them. */
export function hasPeer(peer: Peer): boolean {
  return existsSync(path.join(BIN, peer));
}

/**
 * Runs a peer's own command line.
 * @throws Error with its last words
 */
export async function runPeer(peer: Peer, args: readonly string[]): Promise<void> {
  await run(process.execPath, [path.join(BIN, peer), ...args], { maxBuffer: 1 << 26 }).catch((error: { stderr?: string; stdout?: string; message: string }) => {
    throw new Error(`${peer}: ${(error.stderr || error.stdout || error.message).trim().split("\n").at(-1)}`);
  });
}
