import { Form } from "@remix-run/react";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { SearchIcon } from "./icons";

interface SearchFormProps {
  /** Distinguishes two forms on one page, for scripts. */
  id: string;
  /** Distinguishes them for people who have the page read out. */
  name: string;
  defaultValue?: string;
  className?: string;
}

/** A plain GET form to the search page. */
export function SearchForm({ id, name, defaultValue, className = "" }: SearchFormProps) {
  const market = useMarket();
  const { search } = market.messages;
  return (
    <Form role="search" aria-label={name} method="get" action={pathIn(market, "/search")} className={`flex items-end ${className}`}>
      <label htmlFor={id} className="sr-only">
        {search.label}
      </label>
      <input
        id={id}
        key={defaultValue}
        type="search"
        name="q"
        defaultValue={defaultValue}
        placeholder={search.placeholder}
        maxLength={100}
        autoComplete="off"
        enterKeyHint="search"
        className="min-h-tap w-full min-w-0 border-b border-edge bg-transparent placeholder:text-ink-soft"
      />
      <button
        type="submit"
        aria-label={search.submit}
        className="grid size-tap shrink-0 place-items-center border-b border-edge hover:text-accent"
      >
        <SearchIcon />
      </button>
    </Form>
  );
}
