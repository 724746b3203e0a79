import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EDGE_REGION } from "../../config/regions.ts";
import type { Bucket } from "../../constructs/bucket.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareAccessAnalyzers } from "./accessAnalyzer.ts";
import { declareComputeDefaults } from "./computeDefaults.ts";
import { declareConfigBucket } from "./configBucket.ts";
import { declareConfigRecorder } from "./configRecorder.ts";
import { declareFindings } from "./findings.ts";
import { declareGuardDuty } from "./guardDuty.ts";
import { declareInspector } from "./inspector.ts";
import { declareAuditKey, declareRegionKeys, declareWatchKeys } from "./keys.ts";
import { declareLogsBucket } from "./logsBucket.ts";
import { declareMacie } from "./macie.ts";
import { declareOriginSecrets, publishSecurity } from "./registryEntries.ts";
import { declareSecurityHub } from "./securityHub.ts";
import { declareSpending } from "./spending.ts";
import { declareTopics } from "./topics.ts";
import { declareTrail } from "./trail.ts";
import { declareTrailAlarms } from "./trailAlarms.ts";
import { declareUnsentNotices } from "./unsentNotices.ts";

/**
 * What every other stack stands on, in all regions and at the edge: keys, log buckets, topics, and the services that
 * watch the account. An account in which Auto Scaling or Config were used before has their service-linked roles
 * already: import them (`terraform import aws_iam_service_linked_role.auto_scaling <arn>`).
 */
export class SecurityStack extends EnvironmentStack {
  declare readonly kind: "security";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "security" });
    const scaling = new IamServiceLinkedRole(this, "auto_scaling", {
      awsServiceName: "autoscaling.amazonaws.com",
      description: "Lets Auto Scaling start instances whose volumes are encrypted",
    });
    const edgeKeys = declareWatchKeys(this, EDGE_REGION);
    const originSecrets = declareOriginSecrets(this);
    for (const region of this.regions) {
      const keys = declareRegionKeys(this, region, scaling);
      publishSecurity(this, region, keys, edgeKeys, originSecrets);
      declareTopics(this, region, keys.alerts);
      declareUnsentNotices(this, region, keys.alerts);
      declareInspector(this, region);
      declareMacie(this, region);
      const logs = declareLogsBucket(this, region);
      if (region === this.region) this.#recordCallsAndConfigurations(keys.logs, logs);
    }
    declareSecurityHub(this);
    declareAccessAnalyzers(this);
    declareSpending(this, declareTopics(this, EDGE_REGION, edgeKeys.alerts));
    declareUnsentNotices(this, EDGE_REGION, edgeKeys.alerts);
    for (const region of [...this.regions, EDGE_REGION] as const) {
      declareGuardDuty(this, region);
      declareFindings(this, region);
      declareComputeDefaults(this, region);
    }
  }

  /** What is recorded once for the whole account, in the primary region. */
  #recordCallsAndConfigurations(logsKey: EncryptionKey, logs: Bucket): void {
    const key = declareAuditKey(this);
    declareTrailAlarms(this, declareTrail(this, { key, logsKey, logs }));
    const role = new IamServiceLinkedRole(this, "config", {
      awsServiceName: "config.amazonaws.com",
      description: "Lets Config read how resources are configured",
    });
    const bucket = declareConfigBucket(this, key, logs);
    for (const region of [...this.regions, EDGE_REGION] as const) declareConfigRecorder(this, { region, role, bucket, key });
    // Here, as there is no log bucket yet when the state's own bucket is made.
    new S3BucketLoggingA(this, "state", {
      bucket: this.names.bucket("state", this.region),
      targetBucket: logs.name,
      targetPrefix: `s3/${this.names.bucket("state", this.region)}/`,
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [logs.policy],
    });
  }
}
