import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ENVIRONMENTS } from "../../terraform/config/environments.ts";
import { Names } from "../../terraform/config/names.ts";
import type { EnvironmentName } from "../../terraform/config/environment.ts";
import { applyTrust, planTrust } from "../../terraform/stacks/bootstrap/githubTrust.ts";

const FOLDER = ".github/workflows";

const stepSchema = z.object({ uses: z.string().optional(), run: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });
const jobSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()).optional(),
  environment: z.object({ name: z.string() }).optional(),
  concurrency: z.object({ "cancel-in-progress": z.boolean() }).optional(),
  "timeout-minutes": z.number().optional(),
  strategy: z.object({ matrix: z.object({ include: z.array(z.record(z.string(), z.string())).optional() }) }).optional(),
  steps: z.array(stepSchema).default([]),
});
const workflowSchema = z.object({ permissions: z.record(z.string(), z.string()), concurrency: z.object({ group: z.string() }).optional(), jobs: z.record(z.string(), jobSchema) });

const files = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(path.join(FOLDER, name), "utf8");
  return { name, text, workflow: workflowSchema.parse(parse(text)) };
});
const jobs = files.flatMap(({ name, workflow }) => Object.entries(workflow.jobs).map(([id, job]) => ({ name: `${name} ${id}`, job })));
const workflow = (name: string) => files.find((file) => file.name === name)?.workflow.jobs ?? {};
const scripts = (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts;

describe.each(jobs)("$name", ({ job }) => {
  it("takes actions by what they were when they were looked at, or from this repository", () => {
    for (const uses of [job.uses, ...job.steps.map((step) => step.uses)]) {
      if (uses === undefined) continue;
      if (uses.startsWith("./")) expect(existsSync(uses.replace(/^\.\//, "").replace(/(?<!\.yml)$/, uses.endsWith(".yml") ? "" : "/action.yml")), uses).toBe(true);
      else expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    }
  });

  it("puts nothing that others may write into a line of shell", () => {
    for (const { run = "" } of job.steps) expect(run).not.toContain("${{");
  });

  it("runs commands that there are", () => {
    const commands = job.steps.flatMap(({ run = "" }) => [...run.matchAll(/npm (?:run )?(?<name>[\w:]+)/g)].map((match) => match.groups?.name ?? ""));
    for (const command of commands) expect(Object.keys(scripts)).toContain(command);
  });

  it("ends by itself", () => {
    if (job.uses === undefined) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });
});

it("grants nothing to whole workflows", () => {
  for (const { name, workflow } of files) expect(workflow.permissions, name).toEqual({});
});

it("names beside each action's commit the version that it is", () => {
  for (const { name, text } of files) {
    for (const [line] of text.matchAll(/^.*uses: [^.\n].*$/gm)) expect(line, name).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

it("plans every environment by its read-only role, for pull requests of the repository alone", () => {
  const plan = workflow("plan.yml").plan;
  expect(plan?.strategy?.matrix.include).toEqual(Object.values(ENVIRONMENTS).map(({ name, accountId }) => ({ environment: name, account: accountId })));
  const roles = plan?.steps.map((step) => step.with?.["role-to-assume"]).filter(Boolean);
  expect(roles).toEqual(["arn:aws:iam::${{ matrix.account }}:role/aurolot-${{ matrix.environment }}-plan"]);
  for (const environment of Object.values(ENVIRONMENTS)) {
    const names = new Names(environment);
    expect(names.roleArn(names.of("plan"))).toBe(`arn:aws:iam::${environment.accountId}:role/aurolot-${environment.name}-plan`);
    expect(planTrust(environment)).toContain("pull_request");
  }
});

it.each(Object.keys(ENVIRONMENTS) as EnvironmentName[])("deploys %s from the branch and the environment that its role trusts", (name) => {
  const environment = ENVIRONMENTS[name];
  expect(workflow("deploy.yml")[name]?.with).toMatchObject({ environment: name, account: environment.accountId, origin: `https://${environment.domain}` });
  const { deploy } = workflow("deploy-environment.yml");
  expect(deploy?.environment?.name).toBe("${{ inputs.environment }}");
  expect(deploy?.concurrency?.["cancel-in-progress"]).toBe(false);
  for (const step of deploy?.steps.filter(({ uses }) => uses?.startsWith("aws-actions/")) ?? []) {
    expect(step.with?.["role-to-assume"]).toBe("arn:aws:iam::${{ inputs.account }}:role/aurolot-${{ inputs.environment }}-apply");
  }
  expect(applyTrust(environment)).toContain(`environment:${name}:ref:refs/heads/main`);
  expect(files.find((file) => file.name === "deploy.yml")?.text).toContain("branches: [main]");
});
