import type { ReactElement, ReactNode } from "react";

interface ControlButtonProps {
  /** Needed where the button shows an icon. */
  readonly label?: string;
  /** Of a button that turns something on and off. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A quiet round button on the stage. */
export function ControlButton({ label, pressed, onClick, children }: ControlButtonProps): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
      className="grid min-h-tap min-w-tap place-items-center rounded-round bg-ground/70 px-2 text-caption transition-colors hover:text-accent aria-pressed:text-accent"
    >
      {children}
    </button>
  );
}

/** A line drawing on a grid of 24. */
export function ControlIcon({ path }: { readonly path: string }): ReactElement {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="size-5 fill-none stroke-current stroke-[1.5]">
      <path d={path} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
