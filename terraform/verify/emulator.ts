import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tail, which, type Variables } from "./process.ts";

export const HOW_TO_GET_MOTO = "moto_server is not on the PATH: pip install 'moto[all,server]==5.2.1'";

/** What moto lacks or does wrongly is added and mended here, loaded into its process by PYTHONPATH. */
const REPAIRS = path.join(import.meta.dirname, "moto");

const START_TIMEOUT_MS = 60_000;

/** An AWS account that lives in a process of this machine. */
export interface Emulator {
  endpoint: string;
  /** The variables that send Terraform, the AWS CLI and SDKs to it. */
  env: Variables;
  /** What it printed, for error messages. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts moto, empty, on a free port of the loopback interface.
 * @param accountId the account it plays; each environment has its own and its provider refuses others
 * @throws Error when moto_server is missing or does not answer
 */
export async function startEmulator(accountId: string): Promise<Emulator> {
  const program = which("moto_server");
  if (!program) throw new Error(HOW_TO_GET_MOTO);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  // Its end of the pipe closes with this process, whatever ends it; the repairs then end moto too.
  const child = spawn(program, ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, MOTO_ACCOUNT_ID: accountId, MOTO_IAM_LOAD_MANAGED_POLICIES: "true", MOTO_ACM_VALIDATION_WAIT: "0", PYTHONPATH: REPAIRS, PYTHONDONTWRITEBYTECODE: "1" },
  });
  let log = "";
  const keep = (text: string) => (log = (log + text).slice(-200_000));
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  await untilItAnswers(endpoint, child, () => log);
  return { endpoint, env: emulatorEnvironment(endpoint), log: () => log, stop: () => stop(child) };
}

function emulatorEnvironment(endpoint: string): Variables {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_EC2_METADATA_DISABLED: "true",
    // Whoever runs this may have profiles of real accounts.
    AWS_PROFILE: "",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

async function untilItAnswers(endpoint: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answered = await fetch(`${endpoint}/moto-api/data.json`).then((response) => response.ok, () => false);
    if (answered) return;
    await sleep(100);
  }
  await stop(child);
  throw new Error(`moto_server did not start:\n${tail(log())}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(3_000, undefined, { ref: false })]);
  child.kill("SIGKILL");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
