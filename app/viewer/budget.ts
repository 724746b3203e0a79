/** What may be loaded on this device and connection. */
export interface LoadBudget {
  /** Most bytes that one tier, or all chunks in view, may fetch. */
  readonly tierBytes: number;
  /** Most GPU memory that all loaded tiers and chunks of a model may hold, bytes. */
  readonly gpuBytes: number;
  /** Whether the preview is left behind even where its error could not be seen. */
  readonly beyondPreview: boolean;
  /** How many finishes a tier's textures are shared out among. */
  readonly variantCount: number;
  /** The throughput reckoned with. */
  readonly bytesPerSecond: number;
}

/** The Network Information API and Device Memory API, where the browser has them. */
export interface DeviceHints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string };
}

const KB = 1024;
const MB = 1024 * KB;

/** What each type typically carries, bytes a second (https://wicg.github.io/netinfo/#effective-connection-types). */
const TYPICAL_BYTES_PER_SECOND: Readonly<Record<string, number>> = {
  "slow-2g": 6 * KB,
  "2g": 9 * KB,
  "3g": 90 * KB,
};
const GOOD_BYTES_PER_SECOND = 1.6 * MB;
/** How long a shopper may wait for a finer picture while looking at a coarse one. */
const PATIENCE_SECONDS = 10;
/** No tier needs more, however fast the connection. */
const MOST_TIER_BYTES = 16 * MB;
const SAVE_DATA_TIER_BYTES = 400 * KB;
/** Below this a second tier would only stand in the way of the page's other requests. */
const PREVIEW_ONLY_BYTES_PER_SECOND = 15 * KB;
const DEFAULT_DEVICE_MEMORY_GB = 4;
/** A browser tab can count on about a sixteenth of the device's memory for one canvas. */
const GPU_SHARE = 1 / 16;

/**
 * The budget that follows from Save-Data, throughput and memory. What was measured counts for more than the connection's
 * type; a silent browser counts as a good connection.
 * @param measured Bytes a second that arrived here, null when too little did.
 */
export function loadBudget(hints: DeviceHints, variantCount: number, measured: number | null = null): LoadBudget {
  const saveData = hints.connection?.saveData ?? false;
  const bytesPerSecond = measured ?? TYPICAL_BYTES_PER_SECOND[hints.connection?.effectiveType ?? ""] ?? GOOD_BYTES_PER_SECOND;
  return {
    tierBytes: Math.min(bytesPerSecond * PATIENCE_SECONDS, saveData ? SAVE_DATA_TIER_BYTES : MOST_TIER_BYTES),
    gpuBytes: (hints.deviceMemory ?? DEFAULT_DEVICE_MEMORY_GB) * 1024 * MB * GPU_SHARE,
    beyondPreview: !saveData && bytesPerSecond >= PREVIEW_ONLY_BYTES_PER_SECOND,
    variantCount,
    bytesPerSecond,
  };
}
