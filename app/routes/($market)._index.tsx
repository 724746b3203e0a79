import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ArrowIcon } from "~/components/icons";
import { CategoryIndex } from "~/components/CategoryIndex";
import { EmptyNote } from "~/components/EmptyNote";
import { HowItWorks } from "~/components/HowItWorks";
import { HomeHero } from "~/components/HomeHero";
import { MarketLink } from "~/components/MarketLink";
import { ProductWall } from "~/components/ProductWall";
import { pageMeta } from "~/components/pageMeta";
import { publicPageHeaders } from "~/http/cacheControl";
import { absoluteUrl } from "~/http/origin.server";
import { pathIn } from "~/messages/markets";
import { requireMarket } from "~/messages/requireMarket";
import { useMessages } from "~/messages/useMarket";
import { featuredProducts } from "~/services/catalog/catalog.server";

const FEATURED = 9;

export const handle = { onGround: true };
export const headers = publicPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const market = requireMarket(params);
  return {
    canonical: absoluteUrl(request, pathIn(market, "/")),
    products: await featuredProducts(FEATURED),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, params, error }) =>
  pageMeta({ params, error, canonical: data?.canonical, title: ({ home }) => home.title, whole: true });

export default function Home() {
  const { products } = useLoaderData<typeof loader>();
  const messages = useMessages();
  const [hero, ...others] = products;
  if (!hero) {
    return (
      <div className="mx-auto w-full max-w-page px-gutter py-16">
        <h1 className="font-display text-heading font-book">{messages.home.emptyTitle}</h1>
        <EmptyNote text={messages.home.emptyText} />
      </div>
    );
  }
  return (
    <>
      <HomeHero product={hero} />
      <CategoryIndex products={products} />
      <section aria-labelledby="wall" className="bg-ground py-16 lg:py-24">
        <h2 id="wall" className="mb-8 px-gutter text-center font-display text-heading font-book lg:mb-16">
          {messages.home.wallTitle}
        </h2>
        <ProductWall labelledBy="wall" products={[...others, hero]} />
      </section>
      <HowItWorks>
        <MarketLink to={`/products/${hero.slug}`} className="link inline-flex min-h-tap items-center gap-2">
          {messages.home.heroLink(hero.name)}
          <ArrowIcon />
        </MarketLink>
      </HowItWorks>
    </>
  );
}
