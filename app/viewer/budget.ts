/** What may be loaded on this device and connection. */
export interface LoadBudget {
  /** Most bytes that one tier may fetch. */
  readonly tierBytes: number;
  /** Most GPU memory that all loaded tiers of a model may hold, bytes. */
  readonly gpuBytes: number;
  /** Whether the preview is left behind even where its error could not be seen. */
  readonly beyondPreview: boolean;
  /** How many finishes a tier's textures are shared out among. */
  readonly variantCount: number;
}

/** The Network Information API and Device Memory API, where the browser has them. */
export interface DeviceHints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string };
}

const KB = 1024;
const MB = 1024 * KB;

/** About ten seconds of each connection's typical throughput (https://wicg.github.io/netinfo/#effective-connection-types). */
const TIER_BYTES: Readonly<Record<string, number>> = {
  "slow-2g": 60 * KB,
  "2g": 90 * KB,
  "3g": 900 * KB,
};
const FAST_TIER_BYTES = 16 * MB;
const SAVE_DATA_TIER_BYTES = 400 * KB;
const DEFAULT_DEVICE_MEMORY_GB = 4;
/** A browser tab can count on about a sixteenth of the device's memory for one canvas. */
const GPU_SHARE = 1 / 16;

/** The budget that follows from Save-Data, effectiveType and deviceMemory; a silent browser counts as a good connection. */
export function loadBudget(hints: DeviceHints, variantCount: number): LoadBudget {
  const effectiveType = hints.connection?.effectiveType ?? "4g";
  const saveData = hints.connection?.saveData ?? false;
  const connectionBytes = TIER_BYTES[effectiveType] ?? FAST_TIER_BYTES;
  return {
    tierBytes: saveData ? Math.min(connectionBytes, SAVE_DATA_TIER_BYTES) : connectionBytes,
    gpuBytes: (hints.deviceMemory ?? DEFAULT_DEVICE_MEMORY_GB) * 1024 * MB * GPU_SHARE,
    beyondPreview: !saveData && !(effectiveType in TIER_BYTES && effectiveType !== "3g"),
    variantCount,
  };
}
