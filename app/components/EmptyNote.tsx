import type { ReactNode } from "react";

interface EmptyNoteProps {
  title: string;
  text: string;
  /** Set where the title is the page's first heading. */
  as?: "h1" | "h2";
  /** A way on. */
  children?: ReactNode;
}

/** A place that has nothing to show, and says so with a way on. */
export function EmptyNote({ title, text, as: Heading = "h1", children }: EmptyNoteProps) {
  return (
    <div className="mx-auto w-full max-w-page px-gutter py-16 lg:py-24">
      <Heading className="font-display text-heading font-display">{title}</Heading>
      <p className="mt-4 max-w-text text-lead text-ink-soft">{text}</p>
      {children && <div className="mt-8">{children}</div>}
    </div>
  );
}
