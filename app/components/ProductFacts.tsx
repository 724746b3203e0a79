import type { ReactNode } from "react";
import type { Product } from "~/domain/catalog";
import { formatLength, formatWeight } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";

interface ProductFactsProps {
  product: Pick<Product, "description" | "hotspots" | "dimensionsMm" | "weightGrams" | "materials" | "care">;
  /** SKU of the selected finish. */
  sku: string;
}

/** What there is to know: the text, the details that the 3D view points out, the measures, what it is made of and how to keep it. */
export function ProductFacts({ product, sku }: ProductFactsProps) {
  const market = useMarket();
  const { product: text } = market.messages;
  const length = (mm: number) => text.length(formatLength(mm, "centimeter", market), formatLength(mm, "inch", market));
  const measures: [string, string][] = [
    [text.width, length(product.dimensionsMm.width)],
    [text.height, length(product.dimensionsMm.height)],
    [text.depth, length(product.dimensionsMm.depth)],
    [text.weight, formatWeight(product.weightGrams, market)],
    [text.sku, sku],
  ];
  return (
    <div className="grid gap-8">
      <section aria-label={text.about} className="grid max-w-text gap-4">
        {product.description.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      {product.hotspots.length > 0 && (
        <Fact title={text.details}>
          <ol>
            {product.hotspots.map(({ id, title, text }, index) => (
              <li key={id} className="grid grid-cols-[1.5rem_1fr] border-t border-line py-2">
                <span aria-hidden="true" className="text-ink-soft tabular-nums">
                  {index + 1}
                </span>
                <p>
                  <strong className="font-strong">{title}.</strong> {text}
                </p>
              </li>
            ))}
          </ol>
        </Fact>
      )}
      <Fact title={text.measures}>
        <dl className="tabular-nums">
          {measures.map(([term, value]) => (
            <div key={term} className="flex flex-wrap justify-between gap-x-4 border-t border-line py-2">
              <dt className="text-ink-soft">{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Fact>
      <Fact title={text.materials}>
        <Sentences items={product.materials} />
      </Fact>
      <Fact title={text.care}>
        <Sentences items={product.care} />
      </Fact>
    </div>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-display text-lead font-book">{title}</h2>
      <div className="mt-2 text-small">{children}</div>
    </section>
  );
}

function Sentences({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item} className="border-t border-line py-2">
          {item}
        </li>
      ))}
    </ul>
  );
}
