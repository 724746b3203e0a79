import type { ReactNode } from "react";

interface EmptyNoteProps {
  /** Left out where the page's own heading says it. */
  title?: string;
  text: string;
  /** A way on. */
  children?: ReactNode;
}

/** A place that has nothing to show, and says so with a way on. */
export function EmptyNote({ title, text, children }: EmptyNoteProps) {
  return (
    <div className="pt-4 pb-16">
      {title && <h2 className="font-display text-heading font-book">{title}</h2>}
      <p className="mt-4 max-w-text text-lead text-ink-soft">{text}</p>
      {children && <div className="mt-8">{children}</div>}
    </div>
  );
}
