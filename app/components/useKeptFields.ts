import { useEffect, type FormEvent, type RefObject } from "react";

const STORAGE_KEY = "checkout";

/** What a shopper would hate to type again. The card is never kept. */
const KEPT = ["email", "name", "line1", "line2", "postalCode", "city", "country"];

/**
 * Keeps contact and address while the tab is open, so that a reload or a look back at the cart loses none of it: pages
 * that are never stored get no such help from the browser. Only fields that the server left empty are filled in.
 * @returns the form's change handler
 */
export function useKeptFields(form: RefObject<HTMLFormElement>): (event: FormEvent<HTMLFormElement>) => void {
  useEffect(() => {
    if (!form.current) return;
    for (const [name, value] of Object.entries(read())) {
      const field = form.current.elements.namedItem(name);
      const isEmpty = (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === "";
      if (isEmpty && KEPT.includes(name)) field.value = String(value);
    }
  }, [form]);
  return ({ currentTarget }) => {
    const fields = [...new FormData(currentTarget)].filter(([name]) => KEPT.includes(name));
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(fields)));
    } catch {
      // A browser that stores nothing keeps nothing.
    }
  };
}

function read(): Record<string, unknown> {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "{}") as Record<string, unknown>;
  } catch {
    return {};
  }
}
