import { useEffect, useRef } from "react";
import type { FieldErrors } from "~/http/formErrors";
import { useMessages } from "~/messages/useMarket";

interface ErrorSummaryProps {
  errors: FieldErrors;
}

/** All that is wrong with a form, at its top, with a link to each field. It takes the focus when it appears. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const { checkout: text } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      autoFocus
      role="group"
      aria-labelledby="error-summary"
      className="grid gap-2 border-l-2 border-ink py-1 pl-4"
    >
      <h2 id="error-summary" className="font-display text-lead font-book">
        {text.errorTitle(entries.length)}
      </h2>
      <ul className="grid gap-1 text-small">
        {entries.map(([field, message]) => (
          <li key={field}>
            <a href={`#${field}`} className="link">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
