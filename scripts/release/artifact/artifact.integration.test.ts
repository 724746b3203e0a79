import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Names } from "../../../terraform/config/names.ts";
import { prod } from "../../../terraform/config/prod.ts";
import { synthesizeStack } from "../../../terraform/constructs/testing.ts";
import { WebStack } from "../../../terraform/stacks/web/webStack.ts";
import { BootSandbox } from "../../boot/bootSandbox.ts";
import { build, isBuilt } from "../../start/build.ts";
import { freePort } from "../../stores/freePort.ts";
import { assembleApp } from "../appFolder.ts";
import { packTarGz } from "../archive.ts";
import type { Platform } from "../nodeBinary.ts";
import { startBus, type BusStandIn } from "./busStandIn.ts";
import { hiddenFields, PlainBrowser } from "./plainBrowser.ts";
import { makeShopStores, type ShopStores } from "./shopStores.ts";

/** Stands in for the user `aurolot`: nobody. */
const USER_ID = 65_534;

const region = "eu-central-1";
const script = () => String(synthesizeStack((app) => new WebStack(app, prod, region)).locals?.web_user_data).replace("${var.release}", "trial");
const names = new Names(prod);
const asRoot = process.getuid?.() === 0;

let parts: string;
let stores: ShopStores;
let bus: BusStandIn;
let sandbox: BootSandbox;
let shop: ChildProcess;
let browser: PlainBrowser;
let output = "";

/** What systemd reads: one `NAME="value"` a line. */
function readEnvironment(file: string): Record<string, string> {
  return Object.fromEntries([...file.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = "", value = ""]) => [name, value]));
}

/** What an instance has of AWS, and what stands in for it here: no variable of the shop among them. */
const awsOf = () => ({
  AWS_ENDPOINT_URL_DYNAMODB: process.env.DYNAMODB_ENDPOINT,
  AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
  AWS_ACCESS_KEY_ID: "instance",
  AWS_SECRET_ACCESS_KEY: "instance",
});

describe.skipIf(process.platform !== "linux")("the archive that instances of the shop run, of a machine's own kind (Linux)", () => {
  beforeAll(async () => {
    if (!(await isBuilt())) await build(new AbortController().signal);
    parts = await mkdtemp(path.join(tmpdir(), "aurolot-parts-"));
    const platform: Platform = process.arch === "arm64" ? "linux-arm64" : "linux-x64";
    await assembleApp(path.join(parts, "app"), platform);
    await packTarGz(path.join(parts, "app"), path.join(parts, "app.tar.gz"));
    [stores, bus] = await Promise.all([makeShopStores(names.tablePrefix), startBus()]);
    sandbox = await BootSandbox.open({
      archive: path.join(parts, "app.tar.gz"),
      settings: { DATABASE_URL: stores.databaseUrl, DATABASE_READER_URL: stores.databaseUrl },
      userId: asRoot ? USER_ID : undefined,
    });
    const { code, stderr } = await sandbox.boot(script());
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("rror")]);
    const port = await freePort();
    shop = await serviceOf({ PORT: String(port) });
    browser = new PlainBrowser(`http://127.0.0.1:${port}`);
    const ready = () => browser.get("/readyz").then(({ text }) => text, () => "");
    await vi.waitUntil(async () => shop.exitCode !== null || (await ready()) === "ready", { timeout: 30_000, interval: 100 });
    expect(shop.exitCode, output).toBeNull();
  }, 240_000);

  afterAll(async () => {
    if (shop?.exitCode === null) shop.kill("SIGKILL");
    bus?.stop();
    await Promise.all([stores?.drop(), sandbox?.close(), rm(parts, { recursive: true, force: true })]);
  });

  /** The service of the unit that the boot script wrote, with that environment and no other, as that user. */
  async function serviceOf(instead: Record<string, string>): Promise<ChildProcess> {
    const unit = await sandbox.read("etc/systemd/system/aurolot-app.service");
    const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";
    const [program = "", ...args] = setting("ExecStart").split(" ");
    const env = { ...readEnvironment(await sandbox.read("etc/aurolot/app.env")), ...awsOf(), DATABASE_IAM_AUTH: "false", ...instead };
    const service = spawn(program, args, { cwd: setting("WorkingDirectory"), env: env as unknown as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"], ...(asRoot && { uid: USER_ID, gid: USER_ID }) });
    for (const stream of [service.stdout, service.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
    return service;
  }

  async function fillsCart(): Promise<Record<string, string>> {
    const page = await browser.get(`/products/${stores.product.slug}`);
    expect(page.status).toBe(200);
    expect(await browser.post("/cart", { ...hiddenFields(page.text), intent: "add", quantity: "1" })).toMatchObject({ status: 303, location: "/cart" });
    return hiddenFields((await browser.get("/checkout")).text);
  }

  const ordersAndPays = (hidden: Record<string, string>) =>
    browser.post("/checkout", {
      ...hidden,
      email: "ada@example.com",
      ...{ name: "Ada Lovelace", line1: "Kastanienallee 12", postalCode: "10435", city: "Berlin", country: "DE" },
      ...{ deliveryMethod: "standard", cardNumber: "4242 4242 4242 4242", expiry: "12/40", cvc: "123" },
    });

  it("is alive and ready as a user who may read it and not change it", async () => {
    expect((await browser.get("/healthz")).text).toBe("alive");
    expect((await browser.get("/readyz")).text).toBe("ready");
    if (!asRoot) return;
    const { uid, mode } = await stat(sandbox.path("opt/aurolot/app/build/server/index.js"));
    expect([uid, mode & 0o022], "its code is root's").toEqual([0, 0]);
    expect((await stat(sandbox.path("etc/aurolot/app.env"))).mode & 0o077, "its settings are systemd's to read").toBe(0);
  });

  it("serves a purchase by forms alone, and tells the bus that terraform names", async () => {
    const { status, location } = await ordersAndPays(await fillsCart());
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/orders\/[A-Z0-9-]+$/)]);
    expect((await browser.get(location)).text).toContain("Thank you");
    await expect.poll(() => bus.events, { timeout: 20_000 }).toContainEqual({ bus: names.of("shop"), type: "order.paid" });
  });

  it("serves the client's files that its pages name", async () => {
    const { text } = await browser.get("/");
    const files = new Set([...text.matchAll(/\/assets\/[\w.()$~-]+/g)].map(([file]) => file));
    expect(files.size).toBeGreaterThan(3);
    for (const file of files) expect((await browser.get(file)).status, file).toBe(200);
  });

  it("logs lines of JSON without a shopper in them", () => {
    const lines = output.trim().split("\n");
    for (const line of lines) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    expect(output).not.toMatch(/ada@example|Lovelace|Kastanienallee|4242/);
  });

  it("ends on SIGTERM only after the order that is under way, and takes with it nothing that is paid", async () => {
    const hidden = await fillsCart();
    // Whoever holds this row lets the order wait in its transaction.
    await stores.owner.query("BEGIN");
    await stores.owner.query("SELECT 1 FROM stock WHERE sku = $1 FOR UPDATE", [stores.product.sku]);
    const answer = ordersAndPays(hidden);
    const waits = async () => (await stores.owner.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).rowCount;
    await expect.poll(waits).toBe(1);
    shop.kill("SIGTERM");
    await expect.poll(() => browser.get("/readyz").then(({ status }) => status)).toBe(503);
    expect((await browser.get("/healthz")).status).toBe(200);
    await stores.owner.query("COMMIT");
    expect(await answer).toMatchObject({ status: 303 });
    expect(await (shop.exitCode === null ? once(shop, "exit") : [shop.exitCode, null])).toEqual([0, null]);
    const { rows } = await stores.owner.query("SELECT status, count(*)::int FROM orders GROUP BY status");
    expect(rows).toEqual([{ status: "paid", count: 2 }]);
  });

  it("says what to set when a variable is missing, and does not start", async () => {
    output = "";
    const incomplete = await serviceOf({ DATABASE_URL: "" });
    expect(await once(incomplete, "exit")).toEqual([1, null]);
    expect(output).toContain("DATABASE_URL is not set");
  });
});
