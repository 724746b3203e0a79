import { useEffect, useRef, type ReactNode } from "react";

interface NoticeProps {
  title: string;
  /** A new value says that it happened again: the notice takes the focus again. */
  occasion?: unknown;
  children: ReactNode;
}

/** Something that happened and needs the shopper's attention. It takes the focus when it appears. */
export function Notice({ title, occasion, children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [occasion]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      autoFocus
      role="group"
      aria-labelledby="notice"
      className="grid animate-arrive gap-2 border-l-2 border-ink py-1 pl-4"
    >
      <h2 id="notice" className="font-display text-lead font-book">
        {title}
      </h2>
      {children}
    </div>
  );
}
