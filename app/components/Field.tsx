import type { InputHTMLAttributes, ReactNode } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string;
  label: string;
  hint?: string;
  error?: string;
}

/** What inputs and selects look like. */
export const inputStyle =
  "min-h-12 w-full rounded-control border border-edge bg-transparent px-3 text-body aria-invalid:border-2 aria-invalid:border-ink";

/** A text input with its label, its hint and its error, tied together for everyone. */
export function Field({ name, label, hint, error, className = "", ...input }: FieldProps) {
  return (
    <FieldFrame name={name} label={label} hint={hint} error={error} className={className}>
      <input {...input} {...fieldAttributes(name, hint, error)} className={inputStyle} />
    </FieldFrame>
  );
}

interface FieldFrameProps {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  className?: string;
  children: ReactNode;
}

/** Label, hint and error around a control that carries {@link fieldAttributes}. */
export function FieldFrame({ name, label, hint, error, className = "", children }: FieldFrameProps) {
  return (
    <div className={`grid content-start gap-1 ${className}`}>
      <label htmlFor={name} className="text-small">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${name}-hint`} className="text-caption text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="text-small font-strong">
          {error}
        </p>
      )}
    </div>
  );
}

/** Ties a control to its label, hint and error. */
export function fieldAttributes(name: string, hint: string | undefined, error: string | undefined) {
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ");
  return {
    id: name,
    name,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy || undefined,
  };
}
