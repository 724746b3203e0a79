import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { make } from "../review/testing.ts";

const TSX = "node_modules/tsx/dist/cli.mjs";
const folder = mkdtempSync(path.join(tmpdir(), "aurolot-review-"));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function review(...options: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [TSX, "terraform/commands/review.ts", "--out", folder, ...options], (error, stdout, stderr) => resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }));
  });
}

/** A file as `terraform show -json` writes it. */
function planFile(name: string, ...changes: ReturnType<typeof make.keep>[]): string {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ format_version: "1.2", terraform_version: "1.11.0", resource_changes: changes }));
  return file;
}

const table = { id: "orders", name: "orders", arn: "arn:aws:dynamodb:eu-central-1:111122223333:table/orders", hash_key: "id" };
const unchanged = planFile("unchanged", make.keep("aws_dynamodb_table.orders", table));
const destroyed = planFile("destroyed", make.destroy("aws_dynamodb_table.orders", table));

// A pipeline goes by these numbers: they are the command's contract.
describe("infra:review", { timeout: 30_000 }, () => {
  it("ends with 0 where nothing is to be looked at, and with 3 at a danger, which page and comment name", async () => {
    expect(await review(unchanged)).toMatchObject({ code: 0 });
    const dangerous = await review(destroyed);
    expect(dangerous).toMatchObject({ code: 3, stdout: expect.stringContaining("orders") });
    for (const file of ["review.html", "review.md"]) expect(readFileSync(path.join(folder, file), "utf8")).toContain("orders");
  });

  it("ends with 0 at a danger where it was told never to fail", async () => {
    expect(await review(destroyed, "--fail-on", "never")).toMatchObject({ code: 0 });
  });

  it("ends with 1 and a sentence where there is nothing that it can review", async () => {
    const broken = path.join(folder, "broken.json");
    writeFileSync(broken, "{");
    const [notJson, noPlans, noLevel] = await Promise.all([review(broken), review("--from", path.join(folder, "none")), review("--fail-on", "often", unchanged)]);
    expect(notJson).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("give the output of terraform show -json") });
    expect(noPlans).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("run npm run infra:plan first") });
    expect(noLevel).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("look, dangerous, never") });
  });
});
