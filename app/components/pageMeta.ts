import type { MetaDescriptor } from "@remix-run/node";
import type { Params } from "@remix-run/react";
import type { Messages } from "~/messages/en";
import { DEFAULT_MARKET, findMarket } from "~/messages/markets";
import { errorText, statusOf } from "./errorText";

interface PageMeta {
  params: Params;
  /** What the page's boundary caught, if anything: the title then says so. */
  error: unknown;
  title: (messages: Messages) => string;
  /** The title stands alone, without the shop's name after it. */
  whole?: boolean;
  description?: string;
  /** Absolute URL; pages without one are kept out of search engines. */
  canonical?: string;
  /** Absolute URL of a picture for shared links. */
  image?: string;
  type?: "website" | "product";
}

/** Title, description, canonical link and Open Graph tags of a page. */
export function pageMeta({ params, error, title, whole, description, canonical, image, type = "website" }: PageMeta): MetaDescriptor[] {
  const { messages } = findMarket(params.market) ?? DEFAULT_MARKET;
  const { shop } = messages;
  if (error) return [{ title: shop.title(errorText(statusOf(error), messages).title) }, { name: "robots", content: "noindex" }];
  const name = title(messages);
  const about = description ?? shop.description;
  return [
    { title: whole ? name : shop.title(name) },
    { name: "description", content: about },
    ...(canonical
      ? [
          { tagName: "link", rel: "canonical", href: canonical },
          { property: "og:site_name", content: shop.name },
          { property: "og:type", content: type },
          { property: "og:title", content: name },
          { property: "og:description", content: about },
          { property: "og:url", content: canonical },
          ...(image ? [{ property: "og:image", content: image }] : []),
        ]
      : [{ name: "robots", content: "noindex" }]),
  ];
}
