import { useNavigation } from "@remix-run/react";
import { primaryButton } from "./buttonStyles";

interface SubmitOnceProps {
  label: string;
  /** Shown while the form is under way. */
  busyLabel: string;
  disabled?: boolean;
}

/** A submit button that cannot be pressed again while its form is under way. It keeps the focus meanwhile. */
export function SubmitOnce({ label, busyLabel, disabled = false }: SubmitOnceProps) {
  const isBusy = useNavigation().state !== "idle";
  return (
    <button
      type="submit"
      disabled={disabled}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
      }}
      className={`${primaryButton} w-full`}
    >
      <span aria-live="polite">{isBusy ? busyLabel : label}</span>
    </button>
  );
}
