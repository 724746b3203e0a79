import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Names } from "../../terraform/config/names.ts";
import { prod } from "../../terraform/config/prod.ts";
import { synthesizeStack } from "../../terraform/constructs/testing.ts";
import { RenderStack } from "../../terraform/stacks/render/renderStack.ts";
import { WebStack } from "../../terraform/stacks/web/webStack.ts";
import { runProcess, which } from "../../terraform/verify/process.ts";
import { packTarGz } from "../release/archive.ts";
import { BootSandbox, type SandboxOptions } from "./bootSandbox.ts";

const RELEASE = "0123456789ab-fedcba987654";
const SETTINGS = { DATABASE_URL: "postgresql://aurolot_app@writer:5432/aurolot?sslmode=verify-full", DATABASE_READER_URL: "postgresql://aurolot_app@reader:5432/aurolot" };
const names = new Names(prod);
const region = "eu-central-1";

const scriptOf = (local: unknown) => String(local).replace("${var.release}", RELEASE);
const appScript = scriptOf(synthesizeStack((app) => new WebStack(app, prod, region)).locals?.web_user_data);
const workerScript = scriptOf(synthesizeStack((app) => new RenderStack(app, prod, region)).locals?.render_user_data);

let folder: string;
let sandbox: BootSandbox | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-artifact-"));
  for (const [service, file] of [["app", "build/server/index.js"], ["worker", "build/worker.js"]] as const) {
    await mkdir(path.join(folder, service, path.dirname(file)), { recursive: true });
    await mkdir(path.join(folder, service, "bin"), { recursive: true });
    await writeFile(path.join(folder, service, "bin/node"), "#!/bin/sh\n", { mode: 0o755 });
    await writeFile(path.join(folder, service, file), "");
    await packTarGz(path.join(folder, service), path.join(folder, `${service}.tar.gz`));
  }
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function boot(script: string, options: SandboxOptions): Promise<{ sandbox: BootSandbox; code: number; output: string; calls: string[] }> {
  sandbox = await BootSandbox.open(options);
  const { code, stdout, stderr } = await sandbox.boot(script);
  return { sandbox, code, output: stdout + stderr, calls: await sandbox.calls() };
}

const app = () => ({ archive: path.join(folder, "app.tar.gz"), settings: SETTINGS });
const lifecycle = (calls: string[]) => calls.filter((call) => call.includes("complete-lifecycle-action")).map((call) => /--lifecycle-action-result (\w+)/.exec(call)?.[1]);

describe("the boot of an app instance", () => {
  it("unpacks its release, writes its settings where the service alone is given them, and starts it", async () => {
    const { sandbox, code, output, calls } = await boot(appScript, app());
    expect(output, "what it printed").not.toMatch(/No such file|command not found/);
    expect(code).toBe(0);
    expect(calls).toContain(`aws s3 cp --only-show-errors --region ${region} s3://${names.bucket("releases", region)}/releases/${RELEASE}/app.tar.gz ${sandbox.path("opt/aurolot/app.tar.gz")}`);
    expect(await sandbox.read("opt/aurolot/app/bin/node")).toBe("#!/bin/sh\n");

    const env = await sandbox.read("etc/aurolot/app.env");
    for (const [name, value] of Object.entries(SETTINGS)) expect(env).toContain(`${name}="${value}"\n`);
    expect(env).toContain('NODE_ENV="production"\n');
    expect(env.trimEnd().split("\n").every((line) => /^[A-Z_0-9]+="[^"\\$`]*"$/.test(line)), "read by systemd as it stands").toBe(true);

    const started = calls.filter((call) => call.startsWith("systemctl enable"));
    expect(started).toEqual([
      "systemctl enable --now logrotate.timer",
      "systemctl enable --now aurolot-tls.service",
      "systemctl enable --now aurolot-app.service",
      "systemctl enable --now --no-block aurolot-ready.service",
    ]);
    expect(lifecycle(calls), "only a shop that is ready says that it is up").toEqual([]);
    expect(JSON.parse(await sandbox.read("opt/aws/amazon-cloudwatch-agent/etc/aurolot.json"))).toHaveProperty("logs.logs_collected");
  });

  it("joins once the shop is ready, and gives up after five minutes that it is not", async () => {
    const { sandbox } = await boot(appScript, app());
    await sandbox.run(sandbox.path("usr/local/sbin/aurolot-ready"));
    expect(lifecycle(await sandbox.calls())).toEqual(["ABANDON"]);
    expect((await sandbox.calls()).filter((call) => call === "sleep 1")).toHaveLength(300);
    await writeFile(sandbox.path("answers"), "");
    await sandbox.run(sandbox.path("usr/local/sbin/aurolot-ready"));
    const calls = await sandbox.calls();
    expect(lifecycle(calls)).toEqual(["ABANDON", "CONTINUE"]);
    expect(calls.find((call) => call.includes("readyz"))).toContain("https://127.0.0.1:3443/readyz");
    expect(calls.find((call) => call.includes("complete-lifecycle-action"))).toContain(`--auto-scaling-group-name ${names.of("web")} --lifecycle-hook-name booted --instance-id i-0123456789abcdef0`);
  });

  it.each<[string, Partial<SandboxOptions>, RegExp]>([
    ["its release can't be fetched", { archive: undefined }, /404/],
    ["a setting is missing", { settings: { DATABASE_URL: SETTINGS.DATABASE_URL } }, /\/aurolot\/prod\/app\/DATABASE_READER_URL is not in Parameter Store/],
    ["packages can't be installed", { failing: ["dnf"] }, /^/],
    ["the service can't be started", { failing: ["systemctl"] }, /^/],
    ["its settings can't be read", { failing: ["aws"] }, /^/],
  ])("is given up at once when %s", async (_, fault, message) => {
    const { code, output, calls } = await boot(appScript, { ...app(), ...fault });
    expect(code).not.toBe(0);
    expect(output).toMatch(message);
    // Where the AWS CLI itself fails nobody can be told: the hook's timeout stands in.
    if (!fault.failing?.includes("aws")) expect(lifecycle(calls)).toEqual(["ABANDON"]);
    expect(calls).not.toContain("systemctl enable --now --no-block aurolot-ready.service");
  });

  it("is given up when the archive is broken", async () => {
    const broken = path.join(folder, "broken.tar.gz");
    await writeFile(broken, "not a tar");
    const { code, calls } = await boot(appScript, { ...app(), archive: broken });
    expect(code).not.toBe(0);
    expect(lifecycle(calls)).toEqual(["ABANDON"]);
  });
});

it("boots a render instance, which is up as soon as its service is started", async () => {
  const { sandbox, code, calls } = await boot(workerScript, { archive: path.join(folder, "worker.tar.gz") });
  expect(code).toBe(0);
  expect(await sandbox.read("etc/aurolot/worker.env")).toContain("JOBS_QUEUE_URL=");
  expect(calls).toContain("systemctl enable --now aurolot-worker.service");
  await sandbox.run(sandbox.path("usr/local/sbin/aurolot-ready"));
  expect(lifecycle(await sandbox.calls())).toEqual(["CONTINUE"]);
});

const shellcheck = which("shellcheck");
it.skipIf(!shellcheck)("has no fault that shellcheck knows of (shellcheck on the PATH)", async () => {
  const { sandbox } = await boot(appScript, app());
  for (const script of ["user-data", "usr/local/sbin/aurolot-lifecycle", "usr/local/sbin/aurolot-ready"]) {
    const { stdout } = await runProcess(shellcheck ?? "", ["--severity", "warning", sandbox.path(script)]);
    expect(stdout).toBe("");
  }
});

const analyze = which("systemd-analyze");
it.skipIf(!analyze)("writes units that systemd takes (systemd-analyze on the PATH)", async () => {
  const { sandbox } = await boot(appScript, app());
  const units = ["aurolot-app.service", "aurolot-ready.service"].map((unit) => sandbox.path(`etc/systemd/system/${unit}`));
  const { code, stdout, stderr } = await runProcess(analyze ?? "", ["verify", "--recursive-errors=no", ...units]);
  expect([code, stdout + stderr]).toEqual([0, ""]);
});
