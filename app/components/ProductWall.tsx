import type { ShownProduct } from "./shown";
import { ProductTile } from "./ProductTile";
import { useTurningTile } from "./useTurningTile";

interface ProductWallProps {
  products: readonly ShownProduct[];
  /** Id of the heading that names the wall. */
  labelledBy: string;
  /** How many tiles are seen without scrolling. */
  eager?: number;
}

/** A wall of products seen at one height and under one light. */
export function ProductWall({ products, labelledBy, eager = 0 }: ProductWallProps) {
  const { turning, look, leave } = useTurningTile();
  return (
    <ul
      aria-labelledby={labelledBy}
      className="mx-auto grid max-w-page grid-cols-2 gap-x-2 gap-y-8 px-2 lg:grid-cols-3 lg:gap-x-6 lg:gap-y-16 lg:px-gutter"
    >
      {products.map((product, index) => (
        <li
          key={product.slug}
          className="max-lg:last:odd:col-span-2 max-lg:last:odd:w-1/2 max-lg:last:odd:justify-self-center"
        >
          <ProductTile product={product} priority={index < eager} turns={turning === product.slug} onLook={look} onLeave={leave} />
        </li>
      ))}
    </ul>
  );
}
