import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { ProductViewer } from "../../../../app/viewer/ProductViewer";
import "../../../../app/styles/app.css";
import { viewerProps, type PageProduct } from "./product";

declare global {
  interface Window {
    product: PageProduct;
    /** Takes the product off the page and puts another one there, as a navigation inside the shop does. */
    show(product: PageProduct): void;
  }
}

const view = (product: PageProduct) => createElement(ProductViewer, { key: product.slug, ...viewerProps(product) });
const root = hydrateRoot(document.getElementById("stage") as HTMLElement, view(window.product));
window.show = (product) => root.render(view(product));
