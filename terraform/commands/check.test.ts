import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";

const TSX = "node_modules/tsx/dist/cli.mjs";

function check(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [TSX, "terraform/commands/check.ts", ...options], (error, stdout, stderr) => resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }));
  });
}

/** A folder as `infra:synth` writes it, with one table in dev. */
function synthesised(table: Record<string, unknown>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "aurolot-check-"));
  mkdirSync(path.join(folder, "stacks/dev-data"), { recursive: true });
  writeFileSync(path.join(folder, "stacks/dev-data/cdk.tf.json"), JSON.stringify({ resource: { aws_dynamodb_table: { carts: table } } }));
  return folder;
}

describe("infra:check", { timeout: 20_000 }, () => {
  it("fails on a finding, and tells resource and fix as JSON too", async () => {
    const { code, stdout } = await check("--from", synthesised({ name: "carts" }), "--env", "dev", "--json");
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { policy: string; resource: string; fix: string }[] };
    expect(findings).toContainEqual(expect.objectContaining({ policy: "DDB-001", resource: "aws_dynamodb_table.carts", fix: "Set point_in_time_recovery.enabled = true." }));
  });

  it("says what is wrong with its options", async () => {
    const [unknown, empty] = await Promise.all([check("--env", "test"), check("--from", tmpdir())]);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no environment test") });
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining("npm run infra:synth") });
  });
});
