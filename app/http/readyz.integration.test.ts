import { request } from "node:http";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { describe, expect, it } from "vitest";
import { listen } from "../../scripts/test/listen.ts";
import { prisma } from "~/platform/database.server";
import { NEEDED_MIGRATIONS } from "~/services/migrations/neededMigrations.server";
import { missingMigrations } from "~/services/readiness/shopReadiness.server";
import { Drain } from "./drain.server";
import { createShopServer } from "./shopServer.server";

/** A shop whose one page answers when it is told to. */
function slowShop() {
  const drain = new Drain();
  let finish: () => void = () => undefined;
  const slow = express.Router();
  slow.get("/slow", (_, response) => {
    finish = () => response.send("done");
  });
  const app = createShopServer({ build: {} as ServerBuild, clientFiles: slow, drain });
  return { app, drain, finish: () => finish() };
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.text();
  return response.status;
}

describe("/readyz", () => {
  it("is fine with real stores that are up to date", async () => {
    await listen(slowShop().app, async (origin) => {
      const response = await fetch(`${origin}/readyz`);
      expect([response.status, await response.text()]).toEqual([200, "ready"]);
      expect(response.headers.get("cache-control")).toBe("no-store");
    });
  });

  it("knows the migrations of its build, misses those that a database lacks, and takes a newer database", async () => {
    expect(NEEDED_MIGRATIONS[0]).toBe("20261120100000_init");
    expect(await missingMigrations([...NEEDED_MIGRATIONS, "29990101000000_future"])).toMatch(/lacks 29990101000000_future/);
    await prisma.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ('newer', '', '29990101000000_future', now(), now(), 1)`;
    try {
      expect(await missingMigrations(NEEDED_MIGRATIONS)).toBeUndefined();
    } finally {
      await prisma.$executeRaw`DELETE FROM _prisma_migrations WHERE id = 'newer'`;
    }
  });
});

describe("a server that was asked to stop", () => {
  it("finishes what is under way, meanwhile says that it goes and lives, and then has nothing to wait for", async () => {
    const { app, drain, finish } = slowShop();
    await listen(app, async (origin) => {
      const call = request(`${origin}/slow`).end();
      const answer = once(call, "response") as Promise<[IncomingMessage]>;
      while (drain.underWay === 0) await statusOf(`${origin}/healthz`);
      let idle = false;
      const begun = drain.begin().then(() => (idle = true));
      expect(await statusOf(`${origin}/readyz`)).toBe(503);
      expect(await statusOf(`${origin}/healthz`)).toBe(200);
      expect(idle).toBe(false);
      finish();
      const [response] = await answer;
      expect(response.statusCode).toBe(200);
      response.resume();
      await begun;
    });
  });

  it("waits for nothing when it has nothing to do", async () => {
    await new Drain().begin();
  });
});
