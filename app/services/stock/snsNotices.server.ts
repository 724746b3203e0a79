import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { TellBuyers } from "./stockNotices.server";

interface SnsOptions {
  region: string;
  topicArn: string;
}

/** Publishes notices to an SNS topic. */
export function snsNotices({ region, topicArn }: SnsOptions): TellBuyers {
  const client = new SNSClient({ region });
  return async ({ subject, text }) => {
    await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
  };
}
