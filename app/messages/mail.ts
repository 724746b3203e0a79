import { plural } from "./plural";

/** What mails say: in English, as the pages. Apart from their texts, since browsers never load these. */
export const mailTexts = {
  footer: "You get this mail because of an order that you began at Aurolot.",
  orderNumber: "Order number",
  deliverTo: "Delivered to",
  by: "By",
  line: (quantity: number, finish: string) => `${quantity} × ${finish}`,
  subtotal: "Subtotal",
  delivery: "Delivery",
  free: "Free",
  total: "Total, including VAT",
  confirmed: {
    subject: (number: string) => `Thank you: your order ${number}`,
    preview: "It is paid, and on its way to our packing table.",
    title: "Thank you",
    text: "Your order is paid and on its way to our packing table. Here is what you bought, to keep.",
    action: "Look at your order",
    note: "The link opens in the browser that you ordered with.",
  },
  declined: {
    subject: (number: string) => `Your payment did not go through (order ${number})`,
    preview: "Nothing was charged. Your pieces are put aside for a while.",
    title: "Your bank said no",
    text: (until: string) => `The payment for your order was declined, and nothing was charged. Your pieces are put aside until ${until}: try again, perhaps with another card.`,
    action: "Try again",
    note: "The link opens in the browser that you ordered with. If you have paid by now, all is well, and you need not do anything.",
  },
  cartLeft: {
    subject: "Still thinking it over?",
    preview: "What you had chosen is still in your cart.",
    title: "You left something here",
    text: "What you had chosen is still in your cart. Nothing is put aside for you, and nothing was charged: have another look, turn it round once more, and decide.",
    more: (count: number) => plural(count, { one: "and one more piece", other: `and ${count} more pieces` }),
    action: "To your cart",
    note: "This is the only time we write to you about this cart.",
  },
};
