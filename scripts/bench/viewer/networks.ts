/** A network as Chromium emulates it: bytes a second, and milliseconds added to every request's first byte. */
export interface Network {
  readonly title: string;
  readonly downloadThroughput: number;
  readonly uploadThroughput: number;
  readonly latency: number;
}

const MEGABIT = 1_000_000 / 8;

/**
 * DevTools' own presets of these names, with its allowance for what the emulation adds by itself (throughput × 0.9,
 * latency × 3.75 and × 2.75): front_end/core/sdk/NetworkManager.ts.
 */
export const NETWORKS = {
  "slow-4g": { title: "Slow 4G", downloadThroughput: 1.6 * 0.9 * MEGABIT, uploadThroughput: 0.75 * 0.9 * MEGABIT, latency: 150 * 3.75 },
  "fast-4g": { title: "Fast 4G", downloadThroughput: 9 * 0.9 * MEGABIT, uploadThroughput: 1.5 * 0.9 * MEGABIT, latency: 60 * 2.75 },
} as const satisfies Record<string, Network>;

export type NetworkName = keyof typeof NETWORKS;
