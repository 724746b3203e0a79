import { IvsChannel } from "@cdktf/provider-aws/lib/ivs-channel";
import { IvsRecordingConfiguration } from "@cdktf/provider-aws/lib/ivs-recording-configuration";
import { Bucket } from "../../constructs/bucket.ts";
import { except } from "../../constructs/exception.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * The channel of live shopping and where its shows are kept. Playback needs a token that the shop signs: the public
 * half of its key is imported by hand, since the private half must never pass through here.
 */
export function makeLiveShopping(stack: EnvironmentStack): void {
  const recordings = new Bucket(stack, stack, {
    purpose: "recordings",
    encryption: "s3",
    lifecycle: [{ id: "end-shows", status: "Enabled", filter: [{ prefix: "ivs/" }], expiration: [{ days: 365 }] }],
  });
  except(recordings.bucket, { policy: "S3-003", reason: "IVS writes recordings with S3's own encryption only. They show what was broadcast to everyone." });
  const recording = new IvsRecordingConfiguration(stack, "shows", {
    name: stack.names.of("shows"),
    recordingReconnectWindowSeconds: 60,
    destinationConfiguration: { s3: { bucketName: recordings.bucket.bucket } },
    thumbnailConfiguration: { recordingMode: "INTERVAL", targetIntervalSeconds: 30 },
  });
  new IvsChannel(stack, "live_shopping", {
    name: stack.names.of("live-shopping"),
    type: "STANDARD",
    latencyMode: "LOW",
    authorized: true,
    recordingConfigurationArn: recording.arn,
  });
}
