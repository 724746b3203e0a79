import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CategoryButtons } from "~/components/CategoryButtons";
import { pageMeta } from "~/components/pageMeta";
import { ProductWall } from "~/components/ProductWall";
import { SearchForm } from "~/components/SearchForm";
import { publicPageHeaders } from "~/http/cacheControl";
import { requireMarket } from "~/messages/requireMarket";
import { useMessages } from "~/messages/useMarket";
import { featuredProducts } from "~/services/catalog/catalog.server";
import { searchProducts } from "~/services/search/search.server";

const MAX_QUERY_LENGTH = 100;
const SUGGESTIONS = 6;

export const handle = { onGround: true };
export const headers = publicPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  requireMarket(params);
  const query = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, MAX_QUERY_LENGTH);
  const found = query === "" ? [] : await searchProducts(query);
  return { query, found, suggestions: found.length === 0 ? await featuredProducts(SUGGESTIONS) : [] };
}

export const meta: MetaFunction<typeof loader> = ({ data, params, error }) =>
  pageMeta({
    params,
    error,
    title: ({ search }) => (data?.query ? search.titleFor(data.query) : search.title),
  });

export default function SearchPage() {
  const { query, found, suggestions } = useLoaderData<typeof loader>();
  const { search: text } = useMessages();
  const isEmpty = query !== "" && found.length === 0;
  return (
    <>
      <header className="mx-auto grid w-full max-w-page gap-6 px-gutter pt-8 pb-8 lg:pt-12">
        <h1 className="font-display text-heading font-book wrap-anywhere">
          {query === "" ? text.title : isEmpty ? text.emptyTitle(query) : text.titleFor(query)}
        </h1>
        <SearchForm id="page-search" name={text.again} defaultValue={query} className="max-w-form" />
        <p role="status" className="max-w-text text-ink-soft">
          {query === "" ? text.lead : isEmpty ? text.emptyText : text.count(found.length, query)}
        </p>
        {isEmpty && <CategoryButtons />}
      </header>
      <section aria-labelledby="results" className="grow pt-8 pb-16">
        <h2
          id="results"
          className={found.length > 0 ? "sr-only" : "mb-8 px-gutter text-center font-display text-title font-book"}
        >
          {found.length > 0 ? text.count(found.length, query) : text.suggestions}
        </h2>
        <ProductWall labelledBy="results" products={found.length > 0 ? found : suggestions} eager={found.length > 0 ? 6 : 0} />
      </section>
    </>
  );
}
