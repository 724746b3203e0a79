import { SagemakerEndpoint } from "@cdktf/provider-aws/lib/sagemaker-endpoint";
import { SagemakerEndpointConfiguration } from "@cdktf/provider-aws/lib/sagemaker-endpoint-configuration";
import { SagemakerModel } from "@cdktf/provider-aws/lib/sagemaker-model";
import type { Options } from "../../config/environment.ts";
import { useKey } from "../../constructs/keyUse.ts";
import { trustService } from "../../constructs/policyDocument.ts";
import { lookup } from "../../constructs/registry.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** AWS's account for deep-learning containers, the same in both regions, and its PyTorch server for x86. */
const IMAGE_ACCOUNT = "763104351884";
const IMAGE = "pytorch-inference:2.3.0-cpu-py311-ubuntu20.04-sagemaker";
/** Per cent of the requests that are kept, to see what the model was asked. */
const CAPTURED_PERCENT = 5;

/** The endpoint that recommends products; its model comes with the release. */
export function makeRecommendations(stack: EnvironmentStack, release: string, keyArn: string, { instanceType, instances }: NonNullable<Options["recommendations"]>): void {
  const { names, region } = stack;
  const role = endpointRole(stack);
  // Models and configurations can't be changed, only replaced: a name that AWS makes up lets the new one come first.
  const model = new SagemakerModel(stack, "recommendations", {
    executionRoleArn: role.arn,
    enableNetworkIsolation: true,
    primaryContainer: {
      image: `${IMAGE_ACCOUNT}.dkr.ecr.${region}.amazonaws.com/${IMAGE}`,
      modelDataUrl: `s3://${names.bucket("releases", region)}/releases/${release}/recommendations/model.tar.gz`,
    },
    lifecycle: { createBeforeDestroy: true },
    dependsOn: [role.policy],
  });
  const configuration = new SagemakerEndpointConfiguration(stack, "recommendations_configuration", {
    namePrefix: `${names.of("recommendations")}-`,
    kmsKeyArn: keyArn,
    productionVariants: [
      { variantName: "main", modelName: model.name, instanceType, initialInstanceCount: instances, initialVariantWeight: 1 },
    ],
    dataCaptureConfig: {
      enableCapture: true,
      initialSamplingPercentage: CAPTURED_PERCENT,
      destinationS3Uri: `s3://${names.bucket("analytics", region)}/recommendations`,
      kmsKeyId: lookup(stack, "data", "data-key-arn"),
      captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
    },
    lifecycle: { createBeforeDestroy: true },
  });
  new SagemakerEndpoint(stack, "recommendations_endpoint", { name: names.of("recommendations"), endpointConfigName: configuration.name });
}

function endpointRole(stack: EnvironmentStack): Role {
  const { names, region, environment } = stack;
  return new Role(stack, "recommendations_role", stack, {
    name: names.regional(region, "recommendations"),
    description: "The recommendations endpoint loads its model and keeps a sample of requests",
    trust: trustService("sagemaker.amazonaws.com", environment.accountId),
    statements: [
      { Sid: "LoadTheModel", Action: "s3:GetObject", Resource: `${names.bucketArn("releases", region)}/releases/*/recommendations/*` },
      { Sid: "KeepASample", Action: "s3:PutObject", Resource: `${names.bucketArn("analytics", region)}/recommendations/*` },
      {
        Sid: "PullAwsImage",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: `arn:aws:ecr:${region}:${IMAGE_ACCOUNT}:repository/${IMAGE.split(":")[0] ?? ""}`,
      },
      { Sid: "SignInToTheRegistryWhichHasNoArn", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Sid: "WriteOwnLogs",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: names.arn("logs", region, `log-group:/aws/sagemaker/Endpoints/${names.of("recommendations")}*`),
      },
      {
        Sid: "ReportMetricsWhichHaveNoArn",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringLike: { "cloudwatch:namespace": ["/aws/sagemaker/*", "AWS/SageMaker"] } },
      },
      useKey(stack, "UseTheBucketsKey", "data"),
    ],
  });
}
