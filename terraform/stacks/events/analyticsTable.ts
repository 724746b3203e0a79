import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { GlueDataCatalogEncryptionSettings } from "@cdktf/provider-aws/lib/glue-data-catalog-encryption-settings";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { ANALYTICS_COLUMNS, ANALYTICS_KINDS } from "./analyticsRecord.ts";

/** The table of analytics events; its partitions are projected, so nothing has to add them day by day. */
export const ANALYTICS_TABLE = "events";

/** The Glue database's name: letters, digits and underscores only, or Athena wants it quoted. */
export function analyticsDatabase({ environment }: EnvironmentStack): string {
  return `aurolot_${environment.name}_analytics`;
}

/** The encrypted catalog and the table whose schema Firehose writes by and Athena reads by. */
export function makeAnalyticsTable(stack: EnvironmentStack, keyArn: string): GlueCatalogTable {
  new GlueDataCatalogEncryptionSettings(stack, "catalog", {
    dataCatalogEncryptionSettings: {
      encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: keyArn },
      connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: keyArn },
    },
  });
  const database = new GlueCatalogDatabase(stack, "analytics_database", {
    name: analyticsDatabase(stack),
    description: "What happens in the shop, without personal data",
  });
  const location = `s3://${stack.names.bucket("analytics", stack.region)}/events`;
  return new GlueCatalogTable(stack, "analytics_events", {
    name: ANALYTICS_TABLE,
    databaseName: database.name,
    description: "One row an event, partitioned by day and kind",
    tableType: "EXTERNAL_TABLE",
    parameters: {
      EXTERNAL: "TRUE",
      classification: "parquet",
      "projection.enabled": "true",
      "projection.day.type": "date",
      "projection.day.format": "yyyy-MM-dd",
      "projection.day.range": "2026-01-01,NOW",
      "projection.kind.type": "enum",
      "projection.kind.values": ANALYTICS_KINDS.join(","),
      // Athena's own placeholders, which Terraform must not take for its interpolation.
      "storage.location.template": `${location}/day=$\${day}/kind=$\${kind}`,
    },
    partitionKeys: [
      { name: "day", type: "date", comment: "UTC" },
      { name: "kind", type: "string", comment: "What happened" },
    ],
    storageDescriptor: {
      location,
      inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
      outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
      serDeInfo: { serializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", parameters: { "serialization.format": "1" } },
      columns: [...ANALYTICS_COLUMNS],
    },
  });
}
