import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { prod } from "../config/prod.ts";
import { readSynthesised } from "../plan/synthesised.ts";
import { synthesize } from "../synthesize.ts";
import { complianceChecklist } from "./compliance.ts";
import { judge } from "./judge.ts";
import { declare, one } from "./testing.ts";

describe("complianceChecklist", () => {
  it("says of each rule whether it is held, excepted or broken", () => {
    const reason = "Carts of a trade fair: they end with the day, and nobody asks for them afterwards.";
    const table = { name: "t", "//": { exceptions: [{ policy: "DDB-001", reason }] }, server_side_encryption: { enabled: true, kms_key_arn: "arn:k" } };
    const text = complianceChecklist(judge(declare(one("aws_dynamodb_table", table)), { whole: true }));
    expect(text).toMatch(/- \[x\] \*\*DDB-001\*\* .*held, with exceptions/);
    expect(text).toContain(`  - excepted: ${reason} (prod-data \`aws_dynamodb_table.it\`)`);
    expect(text).toMatch(/- \[x\] \*\*DDB-002\*\* .*: held\./);
    expect(text).toMatch(/- \[ \] \*\*DDB-003\*\* .*\*\*broken\*\*/);
    expect(text).toMatch(/- \[ \] \*\*ELB-001\*\* .*nothing to ask/);
  });
});

describe("prod", () => {
  const outDir = mkdtempSync(path.join(tmpdir(), "aurolot-compliance-"));
  synthesize([prod], outDir);
  const judgement = judge(readSynthesised(outDir).flatMap(({ resources }) => resources), { whole: true });

  it("keeps every policy, or says why not", () => {
    expect(judgement.findings.map(({ policy, resource, message }) => `${policy.id} ${resource?.stack ?? ""} ${resource?.address ?? ""}: ${message}`)).toEqual([]);
  });

  it("stands as docs/compliance.md says; npm run infra:check -- --write-compliance renews it", () => {
    expect(readFileSync("docs/compliance.md", "utf8")).toBe(complianceChecklist(judgement));
  });
});
