import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { Construct } from "../cdktf.ts";
import { useKey } from "./keyUse.ts";
import { logGroup } from "./logGroup.ts";
import { policyDocument, type Statement } from "./policyDocument.ts";
import { Role } from "./role.ts";
import type { EnvironmentStack } from "./stack.ts";

export interface LambdaProps {
  /** As `Names.of` takes it; the zip in the release and the log group bear it too. */
  name: string;
  description: string;
  /** The release whose zip is run: an expression or a name. */
  release: string;
  timeoutSeconds: number;
  /** CPU comes in proportion: 1,769 MB are one vCPU. */
  memoryMb: number;
  /** How many may run at once, kept free for it; the environment's number where left out. */
  concurrency?: number;
  /** The key that encrypts the environment at rest. */
  keyArn: string;
  /** Where an event goes whose asynchronous attempts have all failed: a queue of the `events` key. */
  failuresQueue: string;
  environment: Readonly<Record<string, string>>;
  /** Where its network interfaces lie, if it talks to what is in the network alone. */
  network?: { subnetIds: string[]; securityGroupIds: string[] };
  /** What it may do beyond logging, tracing and reporting failures. */
  statements: readonly Statement[];
}

/** A Lambda function with a role, a log group and a ceiling of its own; traced, on Graviton. */
export class Lambda extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly arn: string;

  constructor(stack: EnvironmentStack, props: LambdaProps) {
    const { name, description, release, timeoutSeconds, memoryMb, concurrency, keyArn, failuresQueue, environment, network, statements } = props;
    const { names, region } = stack;
    const id = name.replaceAll("-", "_");
    super(stack, `lambda_${id}`);
    this.arn = names.functionArn(name, region);
    const failures = names.queueArn(failuresQueue, region);
    const logs = logGroup(stack, `function_${id}`, names.logGroup("functions", name));
    this.role = new Role(this, `function_${id}`, stack, {
      name: names.regional(region, "function", name),
      description: `Function ${name}: ${description}`,
      // Lambda states no source account when it takes on a role, so a condition on it would lock the function out.
      trust: policyDocument({ Sid: "TrustLambda", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
      statements: [
        {
          Sid: "WriteOwnLogs",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${names.logGroupArn(region, "functions", name)}:*`,
        },
        { Sid: "SendTracesWhichHaveNoArn", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
        { Sid: "ReportFailures", Action: "sqs:SendMessage", Resource: failures },
        useKey(stack, "UseQueuesAndSettings", "events"),
        ...(network ? networkInterfaces(this.arn) : []),
        ...statements,
      ],
    });
    this.function = new LambdaFunction(this, "function", {
      functionName: names.of(name),
      description,
      role: this.role.arn,
      packageType: "Zip",
      s3Bucket: names.bucket("releases", region),
      s3Key: `releases/${release}/functions/${name}.zip`,
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      timeout: timeoutSeconds,
      memorySize: memoryMb,
      reservedConcurrentExecutions: concurrency ?? stack.environment.functions.reservedConcurrency,
      kmsKeyArn: keyArn,
      environment: { variables: { ...environment } },
      vpcConfig: network,
      tracingConfig: { mode: "Active" },
      deadLetterConfig: { targetArn: failures },
      loggingConfig: { logFormat: "JSON", logGroup: logs.name, applicationLogLevel: "INFO", systemLogLevel: "WARN" },
      dependsOn: [this.role.role, this.role.policy],
    });
    this.function.overrideLogicalId(id);
    const retries = new LambdaFunctionEventInvokeConfig(this, "retries", {
      functionName: this.function.functionName,
      maximumRetryAttempts: 2,
      // Without a destination: what fails is in the dead-letter queue, and would be there twice.
      maximumEventAgeInSeconds: 3600,
    });
    retries.overrideLogicalId(id);
  }
}

/** Lambda itself makes a function's network interfaces with the function's role; the code within must not. */
function networkInterfaces(functionArn: string): Statement[] {
  const Action = [
    "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
    "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
  ];
  return [
    { Sid: "HaveNetworkInterfacesWhichHaveNoArn", Action, Resource: "*" },
    { Sid: "LeaveThemToLambda", Effect: "Deny", Action, Resource: "*", Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } } },
  ];
}
