import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Environment variables of a process. */
export type Variables = Record<string, string | undefined>;

export interface RunOptions {
  cwd?: string;
  env?: Variables;
  /** Milliseconds after which it is ended. */
  timeout?: number;
  /** Called with what it prints, as it prints it. */
  onOutput?: (text: string) => void;
}

/**
 * Runs a program to its end and gives what it printed; an exit code other than 0 is an outcome, not an error.
 * @throws Error when it can't be started or is ended by a signal
 */
export function runProcess(program: string, args: readonly string[], { cwd, env, timeout, onOutput }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: (env ?? process.env) as NodeJS.ProcessEnv, timeout, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      onOutput?.(text);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === null) reject(new Error(`${program} ${args.join(" ")} was ended by ${signal}\n${tail(stdout + stderr)}`));
      else resolve({ code, stdout, stderr });
    });
  });
}

/** The path of a program on the PATH. */
export function which(program: string): string | undefined {
  const candidates = (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, program));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The last lines of a text, for error messages. */
export function tail(text: string, lines = 60): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
