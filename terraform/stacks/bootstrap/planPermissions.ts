import type { Names } from "../../config/names.ts";
import type { Statement } from "../../constructs/policyDocument.ts";

/** Beside ReadOnlyAccess: the state with its lock, what stacks publish, and a denial of what the shop holds. */
export function planStatements(names: Names): Statement[] {
  const { placement } = names.environment;
  const state = names.bucketArn("state", placement.primary);
  const registry = names.arn("ssm", "*", `parameter/aurolot/${names.environment.name}/*`);
  return [
    { Sid: "ReadState", Action: ["s3:GetObject", "s3:ListBucket"], Resource: [state, `${state}/*`] },
    { Sid: "LockState", Action: ["s3:PutObject", "s3:DeleteObject"], Resource: `${state}/*.tflock` },
    { Sid: "ReadWhatStacksPublish", Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"], Resource: registry },
    {
      Sid: "DecryptStateAndParameters",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: names.arn("kms", "*", "key/*"),
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("state"), names.keyAlias("parameters")] } },
    },
    {
      Sid: "NeverReadShoppersData",
      Effect: "Deny",
      Action: [
        ...["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "dynamodb:GetRecords"],
        ...["sqs:ReceiveMessage", "secretsmanager:GetSecretValue", "rds-data:*", "redshift-data:*", "athena:GetQueryResults"],
        ...["cognito-idp:ListUsers", "cognito-idp:AdminGetUser", "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery", "logs:GetQueryResults"],
        ...["logs:StartLiveTail", "lambda:InvokeFunction", "ses:Send*", "xray:BatchGetTraces"],
      ],
      Resource: "*",
    },
    { Sid: "NeverReadOtherObjects", Effect: "Deny", Action: ["s3:GetObject", "s3:GetObjectVersion"], NotResource: `${state}/*` },
    {
      Sid: "NeverReadOtherParameters",
      Effect: "Deny",
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"],
      NotResource: [registry, "arn:aws:ssm:*::parameter/aws/service/*"],
    },
    { Sid: "NeverTakeOnAnotherRole", Effect: "Deny", Action: "sts:AssumeRole*", Resource: "*" },
  ];
}
