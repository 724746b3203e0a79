import { readerPrisma } from "~/platform/database.server";
import { getProducts, type ListedProduct } from "~/services/catalog/catalog.server";
import { listingOf } from "~/services/catalog/listedProduct";
import { withAvailability } from "~/services/catalog/listings.server";

/** Longer input is cut: nobody's question has more characters, and matching takes time with length. */
const MAX_QUERY_LENGTH = 200;
const DEFAULT_LIMIT = 24;
/** How alike mistyped words must be on average (pg_trgm's word_similarity, 0 to 1): "chiar" and "chair" have 0.33. */
const LEAST_SIMILARITY = 0.3;

/**
 * Products that a shopper's words name, best first. Words are stemmed, accents and case do not matter, quotes and a
 * minus work as in web search, the last letters may be missing, and where nothing matches, what was mistyped is
 * guessed. Takes any text; a blank one finds nothing.
 */
export async function searchProducts(query: string, limit = DEFAULT_LIMIT): Promise<ListedProduct[]> {
  const text = searchable(query);
  const words = text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  if (words === "") return [];
  let slugs = await matching(text, words, limit);
  // Guessing would bring back what a minus has excluded.
  if (slugs.length === 0 && !/(^|\s)-/.test(text)) slugs = await similar(words, limit);
  const products = await getProducts(slugs);
  return withAvailability(slugs.flatMap((slug) => products.get(slug) ?? []).map(listingOf));
}

async function matching(text: string, words: string, limit: number): Promise<string[]> {
  const excludes = /(^|\s)-/.test(text);
  const rows = await readerPrisma.$queryRaw<{ slug: string }[]>`
    WITH query AS (
      SELECT websearch_to_tsquery('english', search_text(${text})) AS words,
             (SELECT string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery
              FROM unnest(to_tsvector('simple', search_text(${words})))) AS beginnings
    )
    SELECT slug FROM search_documents, query
    WHERE document @@ words OR (document @@ beginnings AND NOT ${excludes})
    ORDER BY ts_rank(document, words) * 2 + coalesce(ts_rank(document, beginnings), 0) DESC, slug
    LIMIT ${limit}`;
  return rows.map((row) => row.slug);
}

async function similar(words: string, limit: number): Promise<string[]> {
  const rows = await readerPrisma.$queryRaw<{ slug: string }[]>`
    SELECT slug FROM (
      SELECT slug, (
        SELECT avg(word_similarity(word, search_text(name || ' ' || keywords)))
        FROM string_to_table(search_text(${words}), ' ') AS word
      ) AS similarity
      FROM search_documents
    ) AS compared
    WHERE similarity >= ${LEAST_SIMILARITY} ORDER BY similarity DESC, slug LIMIT ${limit}`;
  return rows.map((row) => row.slug);
}

/** Cut to length, without what PostgreSQL cannot store: zero bytes and halves of surrogate pairs. */
function searchable(query: string): string {
  return query.slice(0, MAX_QUERY_LENGTH).replace(/\p{Cs}|\0/gu, " ");
}
