import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compareFolders } from "./comparedFolders.ts";

type Resources = Record<string, Record<string, object>>;

function folder(resource: Resources): string {
  const dir = mkdtempSync(path.join(tmpdir(), "aurolot-folder-"));
  mkdirSync(path.join(dir, "stacks", "shop"), { recursive: true });
  writeFileSync(path.join(dir, "stacks", "shop", "cdk.tf.json"), JSON.stringify({ provider: { aws: [{ region: "eu-central-1" }] }, resource }));
  return dir;
}

const compare = (before: Resources, after: Resources) => compareFolders(folder(before), folder(after))[0];

describe("comparing two synthesised folders", () => {
  it("tells what comes, goes, changes and stays", () => {
    const plan = compare(
      { aws_sqs_queue: { same: { name: "a" }, changed: { name: "b", delay_seconds: 1 }, gone: { name: "c" } } },
      { aws_sqs_queue: { same: { name: "a" }, changed: { name: "b", delay_seconds: 2 }, fresh: { name: "d" } } },
    );
    expect(Object.fromEntries(plan?.changes.map(({ name, action }) => [name, action]) ?? [])).toEqual({ same: "no-op", changed: "update", fresh: "create", gone: "delete" });
  });

  it("knows what forces a replacement, and what goes down with it", () => {
    const stack = (identifier: string) => ({
      aws_rds_cluster: { shop: { cluster_identifier: identifier, engine: "aurora-postgresql" } },
      aws_rds_cluster_instance: { first: { cluster_identifier: "${aws_rds_cluster.shop.id}", instance_class: "db.serverless" } },
    });
    const plan = compare(stack("shop"), stack("shop-2"));
    expect(plan?.changes.map(({ address, action, replacePaths }) => [address, action, replacePaths])).toEqual([
      ["aws_rds_cluster.shop", "replace", ["cluster_identifier"]],
      ["aws_rds_cluster_instance.first", "replace", ["cluster_identifier"]],
    ]);
  });

  it("sees what Terraform is kept from destroying", () => {
    const plan = compare({ aws_s3_bucket: { a: { bucket: "a", lifecycle: { prevent_destroy: true } } } }, { aws_s3_bucket: { a: { bucket: "a" } } });
    expect([...(plan?.preventDestroy?.before ?? [])]).toEqual(["aws_s3_bucket.a"]);
    expect([...(plan?.preventDestroy?.after ?? [])]).toEqual([]);
  });
});
