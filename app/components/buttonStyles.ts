const base =
  "inline-flex min-h-tap items-center justify-center gap-2 rounded-control px-6 py-2 text-body font-strong transition-colors";

/** The one thing a page wants pressed. */
export const primaryButton = `${base} bg-accent text-accent-ink hover:bg-accent-strong disabled:bg-line disabled:text-ink-soft`;

/** Everything else that is pressed. */
export const quietButton = `${base} border border-edge text-ink hover:border-accent hover:text-accent`;

/** A primary action that cannot be taken now; the reason stands beside it. */
export const blockedButton = `${base} bg-line text-ink-soft`;
