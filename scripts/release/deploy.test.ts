import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import type { ReleaseRecord } from "../../terraform/commands/releaseRecord.ts";
import { deploy, DeployRefusedError, rollBack, type DeploySteps } from "./deploy.ts";
import { RefreshFailedError, waitForRefresh } from "./instanceRefresh.ts";
import { IncompatibleMigrationError } from "./migrations/newMigrations.ts";
import type { Release } from "./releaseFile.ts";

const release = (name: string, migrations: string[]) => ({ name, migrations, commit: "", dirty: false, nodeVersion: "", files: [] }) satisfies Release;

interface World {
  record?: ReleaseRecord;
  uploaded?: Release[];
  sql?: Record<string, string>;
  /** A step that fails. */
  failing?: string;
}

/** An environment that writes down what is done to it. */
function environment({ record = { releases: [] }, uploaded = [release("old", ["1_init"]), release("new", ["1_init", "2_more"])], sql = {}, failing }: World) {
  const done: string[] = [];
  const step = (line: string) => {
    done.push(line);
    if (line === failing) throw new Error(`${line} failed`);
  };
  const state = { record };
  const steps: DeploySteps = {
    readRecord: () => Promise.resolve(state.record),
    writeRecord: async (next) => void (state.record = next),
    findRelease: async (name) => Array<Release | undefined>(2).fill(uploaded.find((each) => each.name === name)),
    readMigrations: async () => new Map(Object.entries(sql)),
    applyStacks: async (part, name) => step(`${part} ${name}`),
    migrate: async (name) => (step(`migrate ${name}`), ["2_more"]),
    waitForInstances: async () => step("instances"),
    report: () => undefined,
  };
  return { steps, done, state };
}

const WHOLE = ["before-migration new", "migrate new", "after-migration new", "instances"];

describe("deploy", () => {
  it("migrates before anything of the release runs, and notes it when all instances have it", async () => {
    const { steps, done, state } = environment({ record: { releases: ["old", "older"] } });
    await deploy("new", steps);
    expect(done).toEqual(WHOLE);
    expect(state.record).toEqual({ releases: ["new", "old", "older"] });
  });

  it.each(WHOLE)("leaves the release before as the present one when this fails: %s", async (failing) => {
    const { steps, done, state } = environment({ record: { releases: ["old"] }, failing });
    await expect(deploy("new", steps)).rejects.toThrow(failing);
    expect(done).toEqual(WHOLE.slice(0, WHOLE.indexOf(failing) + 1));
    expect(state.record).toEqual({ releases: ["old"], deploying: "new" });
  });

  it("changes nothing for a release that a region lacks", async () => {
    const { steps, done, state } = environment({ record: { releases: ["old"] } });
    steps.findRelease = async () => [release("new", []), undefined];
    await expect(deploy("new", steps)).rejects.toBeInstanceOf(DeployRefusedError);
    expect(done).toEqual([]);
    expect(state.record).toEqual({ releases: ["old"] });
  });

  const contract = "ALTER TABLE orders DROP COLUMN note";

  it("changes nothing when the running release could not live with a migration", async () => {
    const { steps, done } = environment({ record: { releases: ["old"] }, sql: { "1_init": "DROP TABLE long_ago", "2_more": contract } });
    await expect(deploy("new", steps)).rejects.toThrow(/2_more can't be applied while old runs[^]*drops orders\.note/);
    expect(done).toEqual([]);
  });

  it("takes a migration that is safe after a release which was deployed, not before", async () => {
    const sql = { "2_more": `-- safe-after: old\n${contract}` };
    await expect(deploy("new", environment({ record: { releases: ["even-older"] }, sql }).steps)).rejects.toBeInstanceOf(IncompatibleMigrationError);
    const { steps, state } = environment({ record: { releases: ["old", "even-older"] }, sql });
    await deploy("new", steps);
    expect(state.record.releases[0]).toBe("new");
  });

  it("has nothing to compare with the first time", async () => {
    const { steps, state } = environment({ sql: { "1_init": "DROP TABLE whatever" } });
    await deploy("new", steps);
    expect(state.record).toEqual({ releases: ["new"] });
  });
});

describe("rollBack", () => {
  it("goes back to the release before, without the database", async () => {
    const { steps, done, state } = environment({ record: { releases: ["new", "old"] } });
    await rollBack(steps);
    expect(done).toEqual(["after-migration old", "instances"]);
    expect(state.record).toEqual({ releases: ["old"] });
  });

  it("goes from a deployment that failed back to what ran", async () => {
    const { steps, done, state } = environment({ record: { releases: ["old", "older"], deploying: "new" } });
    await rollBack(steps);
    expect(done[0]).toBe("after-migration old");
    expect(state.record).toEqual({ releases: ["old", "older"] });
  });

  it("goes on to the same release when it is started again after it broke off", async () => {
    const { steps, done, state } = environment({ record: { releases: ["new", "old", "older"] }, failing: "instances" });
    await expect(rollBack(steps)).rejects.toThrow("instances failed");
    expect(state.record).toEqual({ releases: ["old", "older"], deploying: "old" });
    steps.waitForInstances = () => Promise.resolve();
    await rollBack(steps);
    expect(done.at(-1)).toBe("after-migration old");
    expect(state.record).toEqual({ releases: ["old", "older"] });
  });

  it("does nothing about a release that was refused", async () => {
    const { steps, done, state } = environment({ record: { releases: ["new", "old"] } });
    await rollBack(steps, "refused");
    expect(done).toEqual([]);
    await rollBack(steps, "new");
    expect(state.record).toEqual({ releases: ["old"] });
  });

  it("says that there is nothing before the first", async () => {
    const { steps, done } = environment({ record: { releases: ["new"] } });
    await expect(rollBack(steps)).rejects.toThrow(/No release was deployed before new/);
    expect(done).toEqual([]);
  });
});

describe("waitForRefresh", () => {
  const since = new Date("2026-11-21T12:00:00Z");
  const at = (Status: InstanceRefresh["Status"], PercentageComplete = 0, StartTime = since): InstanceRefresh => ({ Status, PercentageComplete, StartTime });

  async function wait(...looks: InstanceRefresh[][]): Promise<string[]> {
    const lines: string[] = [];
    let time = 0;
    await waitForRefresh({ since, look: async () => looks.shift() ?? [], onProgress: (line) => lines.push(line), pause: async () => (time += 15_000), now: () => time });
    return lines;
  }

  it("tells how far it is, each figure once, and ends when all are replaced", async () => {
    expect(await wait([at("Pending")], [at("InProgress", 20)], [at("InProgress", 20)], [at("Successful", 100)])).toEqual(["Pending, 0 %", "InProgress, 20 %", "Successful, 100 %"]);
  });

  it("does not mind what was replaced before this deployment", async () => {
    expect(await wait([at("Failed", 20, new Date("2026-11-20"))])).toEqual(["no instance has to be replaced"]);
  });

  it("fails when Auto Scaling has given up or gone back, and after ninety minutes", async () => {
    await expect(wait([{ ...at("RollbackSuccessful"), StatusReason: "alarm web-errors" }])).rejects.toThrow(/RollbackSuccessful: alarm web-errors/);
    await expect(wait(...Array.from({ length: 400 }, () => [at("InProgress", 20)]))).rejects.toBeInstanceOf(RefreshFailedError);
  });
});
