import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { quietButton } from "~/components/buttonStyles";
import { CategoryFilters } from "~/components/CategoryFilters";
import { EmptyNote } from "~/components/EmptyNote";
import { MarketLink } from "~/components/MarketLink";
import { pageMeta } from "~/components/pageMeta";
import { ProductWall } from "~/components/ProductWall";
import { isCategory } from "~/domain/catalog";
import { publicPageHeaders } from "~/http/cacheControl";
import { CATEGORY_PARAMS, categorySearch, parseCategoryFilters } from "~/http/categoryQuery";
import { absoluteUrl } from "~/http/origin.server";
import { pathIn } from "~/messages/markets";
import { requireMarket } from "~/messages/requireMarket";
import { useMessages } from "~/messages/useMarket";
import { listCategory } from "~/services/catalog/catalog.server";

/** Two rows on a laptop, three on a phone. */
const EAGER_TILES = 6;

export const handle = { onGround: true };
export const headers = publicPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const market = requireMarket(params);
  const category = params.category ?? "";
  if (!isCategory(category)) throw new Response(null, { status: 404 });
  const search = new URL(request.url).searchParams;
  const filters = parseCategoryFilters(search);
  const cursor = search.get(CATEGORY_PARAMS.cursor);
  const { products, nextCursor } = await listCategory({ category, ...filters, cursor });
  return {
    canonical: absoluteUrl(request, pathIn(market, `/shop/${category}`)),
    category,
    filters,
    products,
    nextCursor,
    isContinued: cursor !== null && cursor !== "",
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, params, error }) =>
  pageMeta({
    params,
    error,
    canonical: data?.canonical,
    title: ({ categories }) => (data ? categories[data.category].name : ""),
  });

export default function CategoryPage() {
  const { category, filters, products, nextCursor, isContinued } = useLoaderData<typeof loader>();
  const { categories, category: text } = useMessages();
  const path = `/shop/${category}`;
  const search = categorySearch(filters);
  return (
    <>
      <header className="mx-auto grid w-full max-w-page gap-x-16 gap-y-4 px-gutter pt-4 pb-4 lg:gap-y-6 lg:pt-8 lg:pb-8 lg:grid-cols-[auto_1fr] lg:items-end">
        <h1 className="font-display text-display font-book">{categories[category].name}</h1>
        <p className="max-w-text lg:pb-2 lg:text-lead">{categories[category].intro}</p>
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 lg:col-span-2">
          <CategoryFilters filters={filters} path={path} />
          <p role="status" className="text-small text-ink-soft lg:pb-3">
            {text.count(products.length, nextCursor !== null)}
          </p>
        </div>
      </header>
      <section aria-labelledby="products" className="grow pb-16">
        <h2 id="products" className="sr-only">
          {text.products}
        </h2>
        {products.length === 0 ? (
          <div className="mx-auto w-full max-w-page px-gutter">
            <EmptyNote title={text.emptyTitle} text={filters.inStockOnly ? text.emptyInStockText : text.emptyText}>
              <MarketLink to={path} className={quietButton}>
                {text.clear}
              </MarketLink>
            </EmptyNote>
          </div>
        ) : (
          <ProductWall labelledBy="products" products={products} eager={EAGER_TILES} />
        )}
        {(nextCursor || isContinued) && (
          <p className="mt-12 flex flex-wrap justify-center gap-2">
            {isContinued && (
              <MarketLink to={search ? `${path}?${search}` : path} className={quietButton}>
                {text.start}
              </MarketLink>
            )}
            {nextCursor && (
              <MarketLink to={`${path}?${categorySearch(filters, nextCursor)}`} className={quietButton}>
                {text.more}
              </MarketLink>
            )}
          </p>
        )}
      </section>
    </>
  );
}
