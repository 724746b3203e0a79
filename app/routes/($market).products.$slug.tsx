import viewerScripts from "virtual:viewer-scripts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { BuyBar } from "~/components/BuyBar";
import { FinishPicker } from "~/components/FinishPicker";
import { MarketLink } from "~/components/MarketLink";
import { pageMeta } from "~/components/pageMeta";
import { ProductFacts } from "~/components/ProductFacts";
import { productJsonLd } from "~/components/productJsonLd";
import { ProductStage, STAGE_SIZES } from "~/components/ProductStage";
import { ProductWall } from "~/components/ProductWall";
import { selectedFinish } from "~/components/selectedFinish";
import { StockNote } from "~/components/StockNote";
import { postersOf } from "~/domain/posters";
import { publicPageHeaders } from "~/http/cacheControl";
import { absoluteUrl } from "~/http/origin.server";
import { DEFAULT_MARKET, pathIn } from "~/messages/markets";
import { requireMarket } from "~/messages/requireMarket";
import { useMessages } from "~/messages/useMarket";
import { config } from "~/platform/config.server";
import { getProduct, listCategory } from "~/services/catalog/catalog.server";
import { availability } from "~/services/stock/stock.server";
import { posterPreload, posterSources } from "~/viewer/posterSources";
import { previewPreload, viewerPreloads } from "~/viewer/previewPreload";

const MORE = 3;
const FINISH = "finish";

export const handle = { onGround: true };
export const headers = publicPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const market = requireMarket(params);
  const product = await getProduct(params.slug ?? "");
  if (!product) throw new Response(null, { status: 404 });
  const [stock, shelf] = await Promise.all([
    availability(product.finishes.map((finish) => finish.sku)),
    listCategory({ category: product.category, sort: "featured", limit: MORE + 1 }),
  ]);
  return {
    canonical: absoluteUrl(request, pathIn(market, `/products/${product.slug}`)),
    modelsUrl: absoluteUrl(request, config.modelsBaseUrl || "/").replace(/\/$/, ""),
    modelsBaseUrl: config.modelsBaseUrl,
    viewerScripts,
    product,
    stock: Object.fromEntries(stock),
    more: shelf.products.filter((other) => other.slug !== product.slug).slice(0, MORE),
  };
}

/** All finishes come with the product, and nothing here depends on the cart. */
export function shouldRevalidate({ currentUrl, nextUrl, formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  if (formAction || currentUrl.pathname === nextUrl.pathname) return false;
  return defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data, params, location, error }) => {
  if (!data) return pageMeta({ params, error, title: () => "" });
  const { product, stock, canonical, modelsBaseUrl, modelsUrl, viewerScripts } = data;
  const finish = selectedFinish(product.finishes, new URLSearchParams(location.search).get(FINISH));
  const posters = postersOf(product.model.posters, finish.id);
  const poster = posterSources(posters, modelsBaseUrl);
  const image = posterSources(posters, modelsUrl)?.src;
  const preview = previewPreload(product.model, modelsBaseUrl);
  return [
    ...pageMeta({
      params,
      error,
      canonical,
      title: () => product.name,
      description: `${product.tagline} ${product.description[0] ?? ""}`.slice(0, 300),
      image,
      type: "product",
    }),
    ...(poster ? [{ tagName: "link" as const, ...posterPreload(poster, STAGE_SIZES) }] : []),
    ...(preview ? [{ tagName: "link" as const, ...preview }, ...viewerPreloads(viewerScripts)] : []),
    { "script:ld+json": productJsonLd({ product, stock, url: canonical, image, brand: DEFAULT_MARKET.messages.shop.name }) },
  ];
};

export default function ProductPage() {
  const { product, stock, more } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { categories, product: text } = useMessages();
  const finish = selectedFinish(product.finishes, search.get(FINISH));
  return (
    <>
      <div className="lg:grid lg:grid-cols-[2fr_minmax(24rem,1fr)]">
        <div>
          <ProductStage product={product} finish={finish} />
        </div>
        <div className="flex flex-col gap-8 lg:px-8 lg:pt-8 lg:pb-16 xl:px-16">
          <div className="grid gap-3 px-gutter pt-3 lg:gap-6 lg:px-0 lg:pt-0">
            <div>
              <MarketLink
                to={`/shop/${product.category}`}
                className="hidden min-h-tap items-center text-small text-ink-soft hover:text-accent lg:inline-flex"
              >
                {categories[product.category].name}
              </MarketLink>
              <h1 className="font-display text-heading font-book">{product.name}</h1>
            </div>
            {/* On a phone the finishes come first: the stage above shows what they change. */}
            <p className="text-ink-soft max-lg:order-last lg:-mt-3 lg:text-lead">{product.tagline}</p>
            <FinishPicker finishes={product.finishes} selected={finish} stock={stock} />
            <p role="status" className="text-small">
              <StockNote finishes={product.finishes} selected={finish} stock={stock} />
            </p>
          </div>
          <BuyBar key={product.slug} product={product} finish={finish} available={stock[finish.sku] ?? 0} />
          <div className="px-gutter pb-8 lg:px-0">
            <ProductFacts product={product} sku={finish.sku} />
          </div>
        </div>
      </div>
      {more.length > 0 && (
        <section aria-labelledby="more" className="py-16 lg:py-24">
          <h2 id="more" className="mb-8 px-gutter text-center font-display text-heading font-book">
            {text.more(categories[product.category].name)}
          </h2>
          <ProductWall labelledBy="more" products={more} />
        </section>
      )}
    </>
  );
}
