import { setTimeout as sleep } from "node:timers/promises";
import { AutoScalingClient, DescribeInstanceRefreshesCommand, type InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { regionsOf, type Environment } from "../../terraform/config/environment.ts";
import { Names } from "../../terraform/config/names.ts";

/** A fifth is watched for ten minutes before the rest follows; a large fleet takes its time. */
const PATIENCE_MS = 90 * 60 * 1000;
const BETWEEN_LOOKS_MS = 15_000;

const UNDER_WAY = ["Pending", "InProgress", "Cancelling", "RollbackInProgress", "Baking"];

/** Instances were not replaced: an alarm rang, they did not become healthy, or somebody stopped it. */
export class RefreshFailedError extends Error {
  override name = "RefreshFailedError";
}

interface WaitOptions {
  /** When the deployment began: what was replaced before is another's business. */
  since: Date;
  /** Gives the newest refreshes of a fleet. */
  look: () => Promise<InstanceRefresh[]>;
  onProgress: (line: string) => void;
  pause?: () => Promise<unknown>;
  now?: () => number;
}

/**
 * Waits until the instances of a fleet are replaced by those of a release.
 * @throws RefreshFailedError with Auto Scaling's reason
 */
export async function waitForRefresh({ since, look, onProgress, pause = () => sleep(BETWEEN_LOOKS_MS), now = Date.now }: WaitOptions): Promise<void> {
  const deadline = now() + PATIENCE_MS;
  let told = "";
  for (;;) {
    const [refresh] = (await look()).filter(({ StartTime }) => StartTime !== undefined && StartTime >= since);
    if (!refresh) return onProgress("no instance has to be replaced");
    const { Status = "Pending", StatusReason, PercentageComplete = 0 } = refresh;
    const line = `${Status}, ${PercentageComplete} %`;
    if (line !== told) onProgress((told = line));
    if (Status === "Successful") return;
    if (!UNDER_WAY.includes(Status)) throw new RefreshFailedError(`Instances were not replaced (${Status}${StatusReason ? `: ${StatusReason}` : ""}).`);
    if (now() > deadline) throw new RefreshFailedError(`Instances are still being replaced after ${PATIENCE_MS / 60_000} minutes (${line}). Look why: aws autoscaling describe-instance-refreshes.`);
    await pause();
  }
}

/** Waits for the shop's fleet in every region, one after the other: the second region's is replaced meanwhile. */
export async function waitForFleets(environment: Environment, since: Date, onProgress: (line: string) => void): Promise<void> {
  const AutoScalingGroupName = new Names(environment).of("web");
  for (const region of regionsOf(environment)) {
    const client = new AutoScalingClient({ region });
    const look = async () => (await client.send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName, MaxRecords: 10 }))).InstanceRefreshes ?? [];
    await waitForRefresh({ since, look, onProgress: (line) => onProgress(`${region}: ${line}`) });
  }
}
