import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What is about to be packed. */
export interface Commit {
  /** 40 hex digits. */
  id: string;
  /** Whether the working tree differs from it. */
  dirty: boolean;
}

/**
 * The commit that a working tree is at.
 * @throws Error where there is none
 */
export async function commitOf(root: string): Promise<Commit> {
  const git = async (...args: string[]) => (await promisify(execFile)("git", args, { cwd: root })).stdout.trim();
  try {
    return { id: await git("rev-parse", "HEAD"), dirty: (await git("status", "--porcelain")) !== "" };
  } catch (error) {
    throw new Error(`A release is named by its commit, and git can't tell that of ${root} (${(error as Error).message.trim().split("\n").at(-1)}).`);
  }
}
