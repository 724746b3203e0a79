import { execFileSync } from "node:child_process";

/**
 * Whether a process lives and is the one that is meant: the number of one that was killed soon belongs to another.
 * @param pid its number
 * @param command a part of its command line
 */
export function isRunning(pid: number, command: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).includes(command);
  } catch (error) {
    // Without `ps` a living process of that number is taken for it: it must not be run over.
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
