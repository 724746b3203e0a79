/** Fetches files a few at a time, first come first served; waiting and running ones can be aborted. */
export interface FetchQueue {
  /**
   * The file's bytes.
   * @throws {Error} with the URL and the status when the server does not have it, or `signal`'s reason when aborted.
   */
  get(url: string, signal: AbortSignal): Promise<ArrayBuffer>;
}

/** Few enough that a model's geometry is not slowed by its own textures, enough to fill a connection. */
const CONCURRENCY = 4;

/**
 * How every model file is requested. Preloads are reused only by requests of the same mode and credentials:
 * `<link rel="preload" as="fetch" crossorigin="anonymous">` is this one (see previewPreload).
 */
export const REQUEST: Readonly<RequestInit> = { mode: "cors", credentials: "same-origin" };

export function createFetchQueue(fetchFile: typeof fetch = (...request) => fetch(...request)): FetchQueue {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function turn(signal: AbortSignal): Promise<void> {
    if (running < CONCURRENCY) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener("abort", leave);
        running += 1;
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal.reason as Error);
      };
      waiting.push(start);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  return {
    async get(url, signal) {
      signal.throwIfAborted();
      await turn(signal);
      try {
        const response = await fetchFile(url, { ...REQUEST, signal });
        if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
        return await response.arrayBuffer();
      } finally {
        running -= 1;
        waiting.shift()?.();
      }
    },
  };
}
