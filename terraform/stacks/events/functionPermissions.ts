import { EVENT_SOURCE } from "../../../app/domain/shopEvents.ts";
import { useKey } from "../../constructs/keyUse.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { APP_USER } from "../data/databaseSecrets.ts";
import { ANALYTICS_STREAM, MAIL_CONFIGURATION_SET } from "./functionEnvironment.ts";
import { QUEUE_FUNCTION_NAMES, type FunctionName } from "./functionNames.ts";

/** What each function may do beyond what all may: one statement a call that its code makes. */
export function functionPermissions(stack: EnvironmentStack, name: FunctionName): Statement[] {
  const queue = QUEUE_FUNCTION_NAMES.find((queueFunction) => queueFunction === name);
  return [...(queue ? [workOff(stack, queue)] : []), ...ownCalls(stack, name)];
}

function workOff({ names, region }: EnvironmentStack, queue: string): Statement {
  return {
    Sid: "WorkOffItsQueue",
    Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    Resource: names.queueArn(queue, region),
  };
}

function signInToTheWriter(stack: EnvironmentStack): Statement {
  const { names, environment } = stack;
  const { primary } = environment.placement;
  return {
    Sid: "SignInToTheWriter",
    Action: "rds-db:connect",
    Resource: names.arn("rds-db", primary, `dbuser:${lookup(stack, "data", "proxy-resource-id", primary)}/${APP_USER}`),
  };
}

function ownCalls(stack: EnvironmentStack, name: FunctionName): Statement[] {
  const { names, environment, region } = stack;
  switch (name) {
    case "order-mail":
      return [
        {
          Sid: "SendMailFromTheShopsAddress",
          Action: "ses:SendEmail",
          Resource: [
            names.arn("ses", region, `identity/${environment.domain}`),
            names.arn("ses", region, `configuration-set/${names.of(MAIL_CONFIGURATION_SET)}`),
          ],
          Condition: { StringEquals: { "ses:FromAddress": `orders@${environment.domain}` } },
        },
        signInToTheWriter(stack),
      ];
    case "thumbnails":
      return [
        { Sid: "ReadPosters", Action: "s3:GetObject", Resource: `${names.bucketArn("models", region)}/models/*/poster/*` },
        { Sid: "WriteThumbnails", Action: "s3:PutObject", Resource: `${names.bucketArn("models", region)}/models/*/thumbnail/*` },
        useKey(stack, "UseTheModelsBucketsKey", "data"),
      ];
    case "analytics":
      return [
        {
          Sid: "PutAnalyticsEvents",
          Action: "firehose:PutRecordBatch",
          Resource: names.arn("firehose", environment.placement.primary, `deliverystream/${names.of(ANALYTICS_STREAM)}`),
        },
      ];
    case "stock-alerts":
      return [
        { Sid: "TellBuyers", Action: "sns:Publish", Resource: names.topicArn("inform", region) },
        { Sid: "ReadProductNames", Action: "dynamodb:BatchGetItem", Resource: names.tableArn("catalog", region) },
        signInToTheWriter(stack),
        useKey(stack, "UseTheTopicsKey", "alerts"),
        useKey(stack, "UseTheTablesKey", "data"),
      ];
    case "cart-expiry":
      return [
        {
          Sid: "ReadTheCartsStream",
          Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
          Resource: `${names.tableArn("carts", region)}/stream/*`,
        },
        { Sid: "SweepCarts", Action: ["dynamodb:Scan", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], Resource: names.tableArn("carts", region) },
        { Sid: "SetAsideWhatFails", Action: "sqs:SendMessage", Resource: names.queueArn("cart-expiry-dlq", region) },
        {
          Sid: "SendCartLeft",
          Action: "events:PutEvents",
          Resource: names.busArn(region),
          Condition: { StringEquals: { "events:source": EVENT_SOURCE, "events:detail-type": "cart.left" } },
        },
        useKey(stack, "UseTheTablesKey", "data"),
      ];
    case "identity-pre-sign-up":
    case "identity-post-confirmation":
      return [];
  }
}
