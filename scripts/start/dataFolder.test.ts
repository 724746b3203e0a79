import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataFolder } from "./dataFolder.ts";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), "aurolot-data-"))));
afterEach(() => rm(folder, { recursive: true }));

describe("lockDataFolder", () => {
  it("makes the folder, and gives the lock back", async () => {
    const data = path.join(folder, "data");
    const unlock = await lockDataFolder(data);
    await unlock();
    await expect(lockDataFolder(data)).resolves.toBeTypeOf("function");
  });

  it("refuses a folder that a running shop uses", async () => {
    const shop = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "scripts/start/start.mjs"]);
    try {
      await writeFile(path.join(folder, "shop.pid"), String(shop.pid));
      await expect(lockDataFolder(folder)).rejects.toThrow(new RegExp(`process ${shop.pid}.*AUROLOT_DATA_DIR`));
    } finally {
      shop.kill();
    }
  });

  it("takes over from a shop that was killed", async () => {
    await writeFile(path.join(folder, "shop.pid"), "999999999");
    await expect(lockDataFolder(folder)).resolves.toBeTypeOf("function");
  });

  it("takes over from a killed shop whose number another process has got", async () => {
    await writeFile(path.join(folder, "shop.pid"), String(process.ppid));
    await expect(lockDataFolder(folder)).resolves.toBeTypeOf("function");
  });

  it("says what to do about a place it cannot write to", async () => {
    await writeFile(path.join(folder, "file"), "");
    await expect(lockDataFolder(path.join(folder, "file/data"))).rejects.toThrow(/cannot write to .*AUROLOT_DATA_DIR/);
  });
});
