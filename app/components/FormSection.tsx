import type { ReactNode } from "react";

/** A part of a long form, under its heading. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="border-t border-line pt-4">
      <legend className="float-left mb-4 w-full font-display text-title font-book">{title}</legend>
      <div className="clear-both grid grid-cols-6 gap-4">{children}</div>
    </fieldset>
  );
}
