import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { awsVariables, parseEnvironment } from "../../../app/platform/environment.server.ts";
import { localPlaces } from "../../../app/worker/environment.ts";
import { folderQueue } from "../../../app/worker/folderQueue.ts";
import type { PictureJob } from "../../../app/worker/renderJob.ts";

/**
 * Asks the render worker for a picture of a configuration.
 * @param to the URL of the queue of render jobs, or a local shop's data folder
 * @returns a sentence about what happens now
 */
export async function askForPicture(job: PictureJob, to: string): Promise<string> {
  const body = JSON.stringify(job);
  if (!/^https?:\/\//.test(to)) {
    await folderQueue(localPlaces(to).jobsDir).put(body);
    return "The shop takes the picture, now or when it is started next (npm start).";
  }
  const { AWS_REGION: region } = parseEnvironment(z.object(awsVariables), process.env);
  await new SQSClient({ region }).send(new SendMessageCommand({ QueueUrl: to, MessageBody: body }));
  return "The render fleet takes the picture.";
}
