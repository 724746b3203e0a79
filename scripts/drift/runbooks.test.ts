import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Names } from "../../terraform/config/names.ts";
import { declared } from "./declared.ts";

const FOLDER = "docs/runbooks";
const scripts = Object.keys((JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts);
const { environment, resources } = declared("prod");
const names = new Names(environment);

/** Names of resources, and paths of parameters and log groups. */
const NAMES = /aurolot-prod[\w-]*|\/aurolot\/prod[\w/-]*/g;

const namesIn = (text: string) => [...text.matchAll(NAMES)].map(([name]) => name);

/** What prod declares, and what a deployment notes. */
const known = new Set(namesIn(JSON.stringify(resources.map(({ values }) => values)))).add(names.releaseParameter);

/** Made by a runbook, or a person's own. */
const isOurs = (name: string) => name.includes("-restored") || name === "aurolot-prod" || name.endsWith("-");

/** Whom alarms, comments and pages send to a runbook. */
const PROMISED = ["deploy", "roll-back", "fail-over-a-region", "restore-a-database", "rotate-a-secret", "replace-a-broken-model", "replay-dead-letters"];

describe.each([...PROMISED, "README"])("the runbook %s", (name) => {
  const text = readFileSync(path.join(FOLDER, `${name}.md`), "utf8");

  it("names what there is", () => {
    expect(namesIn(text).filter((name) => !isOurs(name) && !known.has(name))).toEqual([]);
    expect(text.match(/\b\d{12}\b/g)?.filter((account) => account !== environment.accountId) ?? []).toEqual([]);
  });

  it("runs commands that there are", () => {
    for (const [, script = ""] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toContain(script);
    for (const [, stack = ""] of text.matchAll(/--stack ([a-z][\w-]+)/g)) expect(resources.map((resource) => resource.stack)).toContain(`prod-${stack}`);
  });

  it("leads to pages that there are", () => {
    for (const [, target = ""] of text.matchAll(/\]\(([^)#]+\.md)/g)) expect(existsSync(path.join(FOLDER, target)), target).toBe(true);
  });

  it.skipIf(name === "README")("says when, what first, what to do, how to tell, and how to undo it", () => {
    expect(text).toMatch(/\*\*When\.\*\*[^]*\*\*Before you begin\.\*\*[^]*```sh[^]*(How to tell that it worked|It worked)[^]*(To undo it|undo)/i);
  });
});

it("has every runbook in its list, and no other", () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...PROMISED, "README"].map((name) => `${name}.md`).sort());
  const list = readFileSync(path.join(FOLDER, "README.md"), "utf8");
  for (const name of PROMISED) expect(list).toContain(`(${name}.md)`);
});
