import { Form, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { CATEGORY_PARAMS, CATEGORY_SORTS, isFiltered, type CategoryFilters as Filters } from "~/http/categoryQuery";
import { useMessages } from "~/messages/useMarket";
import { quietButton } from "./buttonStyles";
import { MarketLink } from "./MarketLink";

interface CategoryFiltersProps {
  filters: Filters;
  /** The page without any filter. */
  path: string;
}

const input = "min-h-tap rounded-control border border-edge bg-transparent px-3 text-body";

/** Sort and filters: a plain GET form. A choice takes effect at once; typed prices on Enter, on leaving, or by the button. */
export function CategoryFilters({ filters, path }: CategoryFiltersProps) {
  const submit = useSubmit();
  const { category: text } = useMessages();
  const apply = (event: FormEvent<HTMLFormElement>) =>
    submit(event.currentTarget, { preventScrollReset: true, replace: true });
  return (
    <Form
      // New values in the URL are new values in the form, also after going back.
      key={JSON.stringify(filters)}
      method="get"
      aria-label={text.filters}
      preventScrollReset
      onChange={(event) => {
        const target = event.target as unknown as HTMLInputElement | HTMLSelectElement;
        if (target.name === CATEGORY_PARAMS.sort || target.name === CATEGORY_PARAMS.inStock) apply(event);
      }}
      className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-3 text-small has-[details[open]]:grid-cols-1 lg:flex"
    >
      <label className="flex items-center gap-2">
        <span className="whitespace-nowrap text-ink-soft">{text.sort}</span>
        <select name={CATEGORY_PARAMS.sort} defaultValue={filters.sort} className={`w-full ${input}`}>
          {CATEGORY_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {text.sorts[sort]}
            </option>
          ))}
        </select>
        <noscript>
          <button type="submit" className={quietButton}>
            {text.apply}
          </button>
        </noscript>
      </label>
      <details open={isFiltered(filters)} className="open-on-laptop">
        <summary className={quietButton}>{text.filter}</summary>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 pt-2 lg:pt-0">
          <div role="group" aria-label={text.price} className="flex items-center gap-2">
            <span className="text-ink-soft">{text.price}</span>
            <PriceInput name={CATEGORY_PARAMS.min} label={text.min} minor={filters.minPriceMinor} />
            <span aria-hidden="true">–</span>
            <PriceInput name={CATEGORY_PARAMS.max} label={text.max} minor={filters.maxPriceMinor} />
          </div>
          <label className="flex min-h-tap items-center gap-2">
            <input
              type="checkbox"
              name={CATEGORY_PARAMS.inStock}
              value="1"
              defaultChecked={filters.inStockOnly}
              className="size-5 accent-accent"
            />
            {text.inStock}
          </label>
          <button type="submit" className={quietButton}>
            {text.apply}
          </button>
          {isFiltered(filters) && (
            <MarketLink to={path} preventScrollReset className="link inline-flex min-h-tap items-center">
              {text.clear}
            </MarketLink>
          )}
        </div>
      </details>
    </Form>
  );
}

function PriceInput({ name, label, minor }: { name: string; label: string; minor: number | undefined }) {
  return (
    <input
      name={name}
      aria-label={label}
      placeholder={label}
      defaultValue={minor === undefined ? "" : String(minor / 100)}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      className={`w-20 placeholder:text-ink-soft ${input}`}
    />
  );
}
