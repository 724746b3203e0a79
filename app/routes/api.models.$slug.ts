import type { LoaderFunctionArgs } from "@remix-run/node";
import { previewOf } from "~/domain/modelManifest";
import { CACHE_CONTROL } from "~/http/cacheControl";
import { getProduct } from "~/services/catalog/catalog.server";

/** The model that a tile of a wall turns when it is looked at: fetched then, as most tiles never are. */
export async function loader({ params }: LoaderFunctionArgs) {
  const product = await getProduct(params.slug ?? "");
  if (!product) return Response.json(null, { status: 404, headers: { "Cache-Control": CACHE_CONTROL.personal } });
  return Response.json(previewOf(product.model), { headers: { "Cache-Control": CACHE_CONTROL.publicPage } });
}
