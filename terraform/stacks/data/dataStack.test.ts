import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { App } from "../../cdktf.ts";
import { dev } from "../../config/dev.ts";
import type { Environment } from "../../config/environment.ts";
import { prod } from "../../config/prod.ts";
import { staging } from "../../config/staging.ts";
import { at, first, type DeclaredResource } from "../../plan/resource.ts";
import { readSynthesised } from "../../plan/synthesised.ts";
import { DataStack } from "./dataStack.ts";

function declared(environment: Environment): DeclaredResource[] {
  const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-data-"));
  const app = new App({ outdir });
  new DataStack(app, environment);
  app.synth();
  return readSynthesised(outdir).flatMap(({ resources }) => resources);
}

const inDev = declared(dev);
const inStaging = declared(staging);
const inProd = declared(prod);

const ofType = (resources: DeclaredResource[], type: string) => resources.filter((resource) => resource.type === type);
const addresses = (resources: DeclaredResource[], type: string) => ofType(resources, type).map(({ address }) => address);

describe("one region", () => {
  it("has no global database, no replicas and nothing in a second region", () => {
    for (const type of ["aws_rds_global_cluster", "aws_kms_replica_key", "aws_dynamodb_table_replica", "aws_s3_bucket_replication_configuration"]) {
      expect(addresses(inDev, type)).toEqual([]);
    }
    expect(new Set(inDev.map(({ region }) => region))).toEqual(new Set(["eu-central-1"]));
  });

  it("lets AWS manage and rotate the master password", () => {
    const [cluster] = ofType(inDev, "aws_rds_cluster");
    expect(cluster?.values).toMatchObject({ manage_master_user_password: true });
  });

  it("reads from the writer's proxy endpoint when there are no readers", () => {
    expect(addresses(inDev, "aws_db_proxy_endpoint")).toEqual([]);
  });
});

describe("two regions", () => {
  it("has a cluster of the global database, a proxy and replicas of every table in each", () => {
    expect(addresses(inProd, "aws_rds_cluster")).toEqual(["aws_rds_cluster.shop_euc1", "aws_rds_cluster.shop_euw1"]);
    expect(addresses(inProd, "aws_db_proxy")).toEqual(["aws_db_proxy.shop_euc1", "aws_db_proxy.shop_euw1"]);
    for (const cluster of ofType(inProd, "aws_rds_cluster")) {
      expect(cluster.references.global_cluster_identifier).toEqual(["aws_rds_global_cluster.shop"]);
      expect(cluster.values).not.toHaveProperty("manage_master_user_password");
    }
    expect(addresses(inProd, "aws_dynamodb_table_replica")).toEqual(
      ["carts", "catalog", "sessions"].map((table) => `aws_dynamodb_table_replica.${table}_euw1`),
    );
  });

  it("encrypts what is replicated with the second region's own key", () => {
    for (const type of ["aws_rds_cluster", "aws_dynamodb_table_replica", "aws_backup_vault"]) {
      for (const resource of ofType(inProd, type).filter(({ region }) => region === "eu-west-1")) {
        const keys = [...(resource.references.kms_key_id ?? []), ...(resource.references.kms_key_arn ?? [])];
        expect(keys, resource.address).toEqual(["aws_kms_replica_key.data_euw1"]);
      }
    }
  });

  it("copies the four buckets, with deletions, within a promised time", () => {
    const rules = ofType(inProd, "aws_s3_bucket_replication_configuration");
    expect(rules.map(({ references }) => references.bucket?.[0])).toEqual(
      ["assets", "models", "releases", "sources"].map((purpose) => `aws_s3_bucket.${purpose}_euc1`),
    );
    for (const rule of rules) {
      expect(first(rule, "rule.delete_marker_replication.status")).toBe("Enabled");
      expect(first(rule, "rule.destination.replication_time.status")).toBe("Enabled");
      expect(first(rule, "rule.destination.encryption_configuration.replica_kms_key_id")).toContain("aws_kms_replica_key.data_euw1");
    }
  });

  it("writes to the primary region's proxy from both and reads from the own one's readers", () => {
    const settings = ofType(inProd, "aws_ssm_parameter").filter(({ name }) => name.startsWith("database_"));
    expect(Object.fromEntries(settings.map(({ name, references }) => [name, references.value]))).toEqual({
      database_url_euc1: ["aws_db_proxy.shop_euc1"],
      database_reader_url_euc1: ["aws_db_proxy_endpoint.shop_euc1_readers"],
      database_url_euw1: ["aws_db_proxy.shop_euc1"],
      database_reader_url_euw1: ["aws_db_proxy_endpoint.shop_euw1_readers"],
    });
  });

  it("spreads the writer and its readers over zones", () => {
    const zones = ofType(inProd, "aws_rds_cluster_instance")
      .filter(({ region }) => region === "eu-central-1")
      .map(({ values }) => values.availability_zone);
    expect(zones).toEqual(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
  });
});

describe("protection", () => {
  it("follows the environment", () => {
    const protectedBy = (resources: DeclaredResource[]) =>
      resources.flatMap(({ values }) => [values.deletion_protection, values.deletion_protection_enabled]).filter((value) => value !== undefined);
    expect(new Set(protectedBy(inDev))).toEqual(new Set([false]));
    expect(new Set(protectedBy(inStaging))).toEqual(new Set([true]));
    expect(new Set(protectedBy(inProd))).toEqual(new Set([true]));
    expect(at(ofType(inProd, "aws_rds_cluster")[0] ?? null, "skip_final_snapshot")).toEqual([false]);
    expect(addresses(inProd, "aws_backup_vault_lock_configuration")).toHaveLength(2);
  });

  it("keeps passwords out of plans and states", () => {
    for (const { address, values } of [...inDev, ...inProd]) {
      for (const attribute of ["password", "master_password", "secret_string", "secret_binary", "admin_user_password", "passwords"]) {
        expect(values, address).not.toHaveProperty(attribute);
      }
    }
    const urls = ofType(inProd, "aws_ssm_parameter").flatMap(({ values }) => (String(values.value).startsWith("postgresql:") ? [String(values.value)] : []));
    // Two settings of the app and one entry of the registry for functions, in each region.
    expect(urls).toHaveLength(6);
    for (const url of urls) expect(url).toMatch(/^postgresql:\/\/aurolot_app@.*sslmode=verify-full$/);
  });

  it("speaks to the database by TLS and IAM only", () => {
    for (const group of ofType(inProd, "aws_rds_cluster_parameter_group")) {
      expect(at(group, "parameter")).toContainEqual({ name: "rds.force_ssl", value: "1", apply_method: "immediate" });
    }
    for (const proxy of ofType(inProd, "aws_db_proxy")) {
      expect(proxy.values).toMatchObject({ require_tls: true, debug_logging: false });
      expect(first(proxy, "auth.iam_auth")).toBe("REQUIRED");
    }
    for (const cluster of ofType(inProd, "aws_rds_cluster")) expect(cluster.values).toMatchObject({ iam_database_authentication_enabled: true, storage_encrypted: true });
  });

  it("backs up every store of orders, tables and models, with a copy in the other region", () => {
    expect(String(at(ofType(inProd, "aws_backup_selection")[0] ?? null, "resources"))).toMatch(/cluster:aurolot-prod-shop.*sessions.*carts.*catalog.*sources.*models/);
    expect(at(ofType(inProd, "aws_backup_plan")[0] ?? null, "rule.copy_action.destination_vault_arn")).toEqual(
      Array.from({ length: 2 }, () => "arn:aws:backup:eu-west-1:333333333333:backup-vault:aurolot-prod-stores"),
    );
    expect(at(ofType(inDev, "aws_backup_plan")[0] ?? null, "rule.copy_action")).toEqual([]);
  });
});

describe("options", () => {
  it("declare nothing when they are off", () => {
    for (const type of ["aws_elasticache_serverless_cache", "aws_redshiftserverless_workgroup", "aws_rds_integration"]) {
      expect(addresses(inStaging, type)).toEqual([]);
      expect(addresses(inProd, type)).not.toEqual([]);
    }
  });

  it("prepare the cluster for zero-ETL only where there is a warehouse", () => {
    const parameters = (resources: DeclaredResource[]) => ofType(resources, "aws_rds_cluster_parameter_group").flatMap((group) => at(group, "parameter.name"));
    expect(parameters(inProd)).toContain("aurora.enhanced_logical_replication");
    expect(parameters(inStaging)).not.toContain("aurora.enhanced_logical_replication");
  });
});

it("tells of backups that fail, in every region: the vault itself no longer does", () => {
  for (const region of ["euc1", "euw1"]) {
    const rule = inProd.find(({ address }) => address === `aws_cloudwatch_event_rule.backup_failed_${region}`);
    expect(JSON.parse(String(rule?.values.event_pattern))).toMatchObject({ source: ["aws.backup"], detail: { $or: expect.arrayContaining([expect.anything()]) as unknown } });
  }
});
