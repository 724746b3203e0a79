import type { Names } from "../../config/names.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { HOLDS_DATA, MANAGED_SERVICES, READ_BUILT_BY_AWS } from "./managedServices.ts";

/** To read how resources are set up. */
export function describeStatements(): Statement[] {
  return [
    {
      Sid: "ReadHowThingsAre",
      Action: [
        ...MANAGED_SERVICES.flatMap((service) => (HOLDS_DATA.has(service) ? ["Describe*", "List*"] : ["Describe*", "Get*", "List*"]).map((verb) => `${service}:${verb}`)),
        ...["s3:GetBucket*", "s3:GetAccountPublicAccessBlock", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration"],
        ...["s3:GetReplicationConfiguration", "s3:GetAnalyticsConfiguration", "s3:GetIntelligentTieringConfiguration", "s3:GetInventoryConfiguration"],
        ...["s3:GetMetricsConfiguration", "s3:GetAccelerateConfiguration", "secretsmanager:GetResourcePolicy", "sqs:GetQueue*", "ssm:GetServiceSetting"],
        ...READ_BUILT_BY_AWS,
        // Tells nothing: passwords are made up by it, also while a plan is made.
        "secretsmanager:GetRandomPassword",
        ...["iam:Get*", "iam:List*", "account:GetAlternateContact", "dynamodb:GetResourcePolicy"],
      ],
      Resource: "*",
    },
  ];
}

/** The state with its lock, what stacks publish, and a denial of what the shop holds. */
export function planStatements(names: Names): Statement[] {
  const { placement } = names.environment;
  const state = names.bucketArn("state", placement.primary);
  const passwords = names.arn("secretsmanager", placement.primary, `secret:${names.of("database", "*")}`);
  const registry = names.arn("ssm", "*", `parameter/aurolot/${names.environment.name}/*`);
  return [
    { Sid: "ReadState", Action: ["s3:GetObject", "s3:ListBucket"], Resource: [state, `${state}/*`] },
    { Sid: "LockState", Action: ["s3:PutObject", "s3:DeleteObject"], Resource: `${state}/*.tflock` },
    { Sid: "ReadWhatStacksPublish", Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"], Resource: registry },
    { Sid: "ReadWhichImageIsNewest", Action: "ssm:GetParameter", Resource: "arn:aws:ssm:*::parameter/aws/service/ami-amazon-linux-latest/*" },
    // The provider reads a secret's version whenever it refreshes it, also one whose value it was told to keep nowhere.
    { Sid: "ReadDatabasePasswords", Action: "secretsmanager:GetSecretValue", Resource: passwords },
    {
      Sid: "DecryptDatabasePasswords",
      Action: "kms:Decrypt",
      Resource: names.arn("kms", placement.primary, "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("data")] },
        StringEquals: { "kms:ViaService": `secretsmanager.${placement.primary}.amazonaws.com` },
      },
    },
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
        ...["sqs:ReceiveMessage", "rds-data:*", "redshift-data:*", "athena:GetQueryResults"],
        ...["cognito-idp:ListUsers", "cognito-idp:AdminGetUser", "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery", "logs:GetQueryResults"],
        ...["logs:StartLiveTail", "lambda:InvokeFunction", "ses:Send*", "xray:BatchGetTraces"],
      ],
      Resource: "*",
    },
    { Sid: "NeverReadOtherSecrets", Effect: "Deny", Action: "secretsmanager:GetSecretValue", NotResource: passwords },
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
