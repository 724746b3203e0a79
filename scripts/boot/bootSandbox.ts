import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runProcess, type Outcome } from "../../terraform/verify/process.ts";

/** Folders of an instance that a boot script writes to; below the sandbox's root they are the sandbox's own. */
const OWN_FOLDERS = /(?<![\w./])\/(?=(etc|opt|var\/log|usr\/local\/sbin)\/)/g;

/** Where the packages that `dnf` would install bring this. */
const AGENT = "opt/aws/amazon-cloudwatch-agent";

export interface SandboxOptions {
  /** The file that the download of a release's archive gives; none where it fails. */
  archive?: string;
  /** The parameters below the path of settings, by their names. */
  settings?: Readonly<Record<string, string>>;
  /** Who stands in for the user `aurolot` and its group, where this process may choose owners. */
  userId?: number;
  /** Commands that fail. */
  failing?: readonly string[];
}

/**
 * A machine that is none: boot scripts run in it by bash, their absolute paths moved below a folder, and what only an
 * instance has (aws, dnf, systemctl, …) played by a few lines of shell that write down how they were called.
 */
export class BootSandbox {
  private constructor(readonly root: string) {}

  static async open(options: SandboxOptions): Promise<BootSandbox> {
    const root = await mkdtemp(path.join(tmpdir(), "aurolot-boot-"));
    // The service's user goes through it.
    await chmod(root, 0o755);
    for (const folder of ["bin", "etc/systemd/system", "etc/sysctl.d", "etc/logrotate.d", "opt", "usr/local/sbin", "var/log", `${AGENT}/bin`, `${AGENT}/etc`]) {
      await mkdir(path.join(root, folder), { recursive: true, mode: 0o755 });
    }
    const sandbox = new BootSandbox(root);
    const settings = Object.entries(options.settings ?? {}).map(([name, value]) => `/path/of/settings/${name}\t${value}\n`).join("");
    await writeFile(path.join(root, "settings.tsv"), settings);
    for (const [name, body] of Object.entries(commands(options))) {
      const fails = options.failing?.includes(name);
      await sandbox.#command(path.join("bin", name), fails ? "exit 1" : body);
    }
    await sandbox.#command(`${AGENT}/bin/amazon-cloudwatch-agent-ctl`, "");
    return sandbox;
  }

  /** A file of the sandbox, e.g. `etc/aurolot/app.env`. */
  path(file: string): string {
    return path.join(this.root, file);
  }

  read(file: string): Promise<string> {
    return readFile(this.path(file), "utf8");
  }

  /** Runs a script as cloud-init would. */
  async boot(script: string): Promise<Outcome> {
    await writeFile(this.path("user-data"), script.replace(OWN_FOLDERS, `${this.root}/`), { mode: 0o755 });
    return this.run(this.path("user-data"));
  }

  /** Runs a program of the sandbox with its commands on the PATH. */
  run(program: string, ...args: string[]): Promise<Outcome> {
    return runProcess("bash", [program, ...args], { env: { PATH: `${this.path("bin")}:${this.path("usr/local/sbin")}:/usr/sbin:/usr/bin:/sbin:/bin` }, timeout: 60_000 });
  }

  /** How the commands were called, one line a call, in order. */
  async calls(): Promise<string[]> {
    return (await this.read("calls").catch(() => "")).split("\n").filter((line) => line !== "");
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }

  async #command(file: string, body: string): Promise<void> {
    await writeFile(this.path(file), `#!/bin/bash\nroot=${this.root}\necho "$(basename "$0") $*" >> "$root/calls"\n${body}\n`, { mode: 0o755 });
    await chmod(this.path(file), 0o755);
  }
}

function commands({ archive, userId }: SandboxOptions): Record<string, string> {
  // Without the right to choose owners, files are this process's own.
  return {
    aws: `case "$1 $2" in
  "s3 cp") ${archive === undefined ? "echo 'fatal error: 404 Not Found' >&2; exit 1" : `exec /bin/cp ${archive} "\${@: -1}"`} ;;
  "ssm get-parameters-by-path") exec /bin/cat "$root/settings.tsv" ;;
esac`,
    // The token and the id of an instance; a page answers once the sandbox holds a file of that name.
    curl: `case "$*" in
  */latest/api/token) echo token ;;
  */meta-data/instance-id) echo i-0123456789abcdef0 ;;
  *) test -e "$root/answers" ;;
esac`,
    dnf: "",
    systemctl: "",
    sysctl: "",
    useradd: "",
    sleep: "",
    chown: userId === undefined ? "" : `exec /usr/bin/chown "\${@//aurolot:aurolot/${userId}:${userId}}"`,
    chgrp: userId === undefined ? "" : `${asUser(userId)} exec /usr/bin/chgrp "\${arguments[@]}"`,
    install: userId === undefined ? `${WITHOUT_OWNERS} exec /usr/bin/install "\${arguments[@]}"` : `${asUser(userId)} exec /usr/bin/install "\${arguments[@]}"`,
  };
}

function asUser(userId: number): string {
  return `arguments=(); for each in "$@"; do [ "$each" = aurolot ] && each=${userId}; arguments+=("$each"); done;`;
}

const WITHOUT_OWNERS = `arguments=(); while [ $# -gt 0 ]; do case "$1" in -o|-g) shift ;; *) arguments+=("$1") ;; esac; shift; done;`;
