import { log } from "~/platform/log.server";

/** AWS recommends to look every five seconds: the notice comes two minutes before the end. */
const LOOK_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 2_000;
const TOKEN_SECONDS = 6 * 60 * 60;

/**
 * Watches for the notice that EC2 takes this Spot instance back (instance metadata, version 2).
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
 * @param endpoint of the metadata, e.g. `http://169.254.169.254`
 * @param onNotice called once, with what happens to the instance and when
 * @returns a function that ends the watch; it has looked once before this resolves, so that a worker that starts on an
 * instance that ends takes no job
 */
export async function watchForSpotNotice(endpoint: string, onNotice: (notice: string) => void): Promise<() => void> {
  let token: string | undefined;

  async function ask(path: string, init: RequestInit): Promise<Response> {
    return fetch(new URL(path, endpoint), { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  }

  async function look(): Promise<string | undefined> {
    token ??= await (await ask("/latest/api/token", { method: "PUT", headers: { "X-aws-ec2-metadata-token-ttl-seconds": String(TOKEN_SECONDS) } })).text();
    const answer = await ask("/latest/meta-data/spot/instance-action", { headers: { "X-aws-ec2-metadata-token": token } });
    if (answer.status === 401) token = undefined;
    return answer.ok ? answer.text() : undefined;
  }

  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let told = false;
  async function lookAndGoOn(): Promise<void> {
    const notice = await look().catch((error: unknown) => {
      if (!told) log.warn({ err: error }, "The instance's metadata can't be read: a Spot notice would go unseen");
      told = true;
      return undefined;
    });
    if (ended) return;
    if (notice !== undefined) onNotice(notice);
    else timer = setTimeout(() => void lookAndGoOn(), LOOK_EVERY_MS);
  }
  await lookAndGoOn();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
