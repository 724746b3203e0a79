import { z } from "zod";

/** A model of a product that shoppers have been shown. Its manifest lies in the model store, under its version. */
export const modelVersionSchema = z.object({
  /** The manifest's content hash: `models/<category>/<slug>/manifest.<version>.json`. */
  version: z.string().regex(/^[0-9a-f]{16}$/),
  publishedAt: z.iso.datetime(),
  /** Taken back: not shown again until it is asked for by name or published again. */
  withdrawn: z.boolean(),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** How many versions of a product's model are remembered; their files stay in the store all the same. */
const KEPT = 20;

/**
 * The version that shoppers are shown: the latest that is not withdrawn.
 * @param versions a product's, latest first
 */
export function shownVersion(versions: readonly ModelVersion[]): string | undefined {
  return versions.find(({ withdrawn }) => !withdrawn)?.version;
}

export function isWithdrawn(versions: readonly ModelVersion[], version: string): boolean {
  return versions.some((one) => one.version === version && one.withdrawn);
}

/** The versions after one was published; it is the one shown, also where it was withdrawn before. */
export function withPublished(versions: readonly ModelVersion[], version: string, at: Date): ModelVersion[] {
  if (shownVersion(versions) === version) return [...versions];
  const others = versions.filter((one) => one.version !== version);
  return [{ version, publishedAt: at.toISOString(), withdrawn: false }, ...others].slice(0, KEPT);
}

/**
 * The versions after a roll-back: what came after the target is withdrawn.
 * @param target the one to show; without it the one that was shown before the present one
 * @throws RangeError when there is no such version
 */
export function withRolledBack(versions: readonly ModelVersion[], target?: string): ModelVersion[] {
  const standing = versions.filter(({ withdrawn }) => !withdrawn);
  const wanted = target ?? standing[1]?.version;
  const place = versions.findIndex(({ version }) => version === wanted);
  if (place < 0) {
    const known = versions.map(({ version }) => version).join(", ");
    throw new RangeError(target === undefined ? "There is no earlier version to go back to." : `There is no version ${target}; known are ${known || "none"}.`);
  }
  return versions.map((one, index) => (index <= place ? { ...one, withdrawn: index < place } : one));
}
