/** The page of an order. */
export function orderPath(number: string): string {
  return `/orders/${encodeURIComponent(number)}`;
}

/** The page on which an order is paid, or paid again. */
export function payPath(number: string): string {
  return `${orderPath(number)}/pay`;
}
