import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { describe, expect, it } from "vitest";
import { App } from "../cdktf.ts";
import { dev } from "../config/dev.ts";
import { except } from "../constructs/exception.ts";
import { EnvironmentStack } from "../constructs/stack.ts";
import { NotSynthesisedError, declaredResources, readSynthesised } from "./synthesised.ts";

class SmallStack extends EnvironmentStack {
  constructor(app: App) {
    super(app, { environment: dev, kind: "data" });
    const bucket = new S3Bucket(this, "models", { bucket: "models" });
    except(bucket, { policy: "S3-001", reason: "A bucket for this test alone." });
    new S3BucketVersioningA(this, "models_versions", {
      provider: this.provider("us-east-1"),
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
  }
}

describe("readSynthesised", () => {
  it("reads resources with their region, references and exceptions from what cdktf writes", () => {
    const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-synthesised-"));
    const app = new App({ outdir });
    new SmallStack(app);
    app.synth();

    const [stack] = readSynthesised(outdir);
    const [bucket, versioning] = stack?.resources ?? [];

    expect(stack?.stack).toBe("dev-data");
    expect(bucket).toMatchObject({
      address: "aws_s3_bucket.models",
      mode: "managed",
      region: "eu-central-1",
      values: { bucket: "models" },
      exceptions: [{ policy: "S3-001", reason: "A bucket for this test alone." }],
    });
    expect(bucket?.values).not.toHaveProperty("//");
    expect(versioning).toMatchObject({
      region: "us-east-1",
      references: { bucket: ["aws_s3_bucket.models"] },
      values: { versioning_configuration: { status: "Enabled" } },
    });
    expect(versioning?.values).not.toHaveProperty("provider");
  });

  it("says how to make a folder that is not there", () => {
    expect(() => readSynthesised("/nowhere")).toThrow(NotSynthesisedError);
  });
});

describe("references", () => {
  it("names resources and data sources within functions, lists and blocks, by attribute", () => {
    const [instance] = declaredResources("s", {
      resource: {
        aws_instance: {
          one: {
            ami: "${lookup(zipmap(data.aws_ssm_parameters_by_path.registry.names, [\"a.b\"]), \"/x\", \"y\")}",
            network_interface: [{ subnet_id: "${aws_subnet.a.id}" }, { subnet_id: "${aws_subnet.b.id}" }],
            user_data: "plain aws_subnet.c.id",
          },
        },
      },
    });
    expect(instance?.references).toEqual({
      ami: ["data.aws_ssm_parameters_by_path.registry"],
      "network_interface.subnet_id": ["aws_subnet.a", "aws_subnet.b"],
    });
  });
});
