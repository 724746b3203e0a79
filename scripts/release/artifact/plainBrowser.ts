/** A browser without scripts: follows links and posts forms, and keeps cookies. */
export class PlainBrowser {
  readonly #cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  get(path: string): Promise<Answer> {
    return this.#send(path, { method: "GET" });
  }

  /** Posts a form as its page would. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send(path, { method: "POST", body: new URLSearchParams(fields) });
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: "manual",
      headers: {
        Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        // As CloudFront and the load balancer pass a shopper's request on.
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.7, 130.176.0.1",
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
  }
}

export interface Answer {
  status: number;
  /** Where it sends the browser; empty where it doesn't. */
  location: string;
  text: string;
}

/** The hidden fields of a page's forms. */
export function hiddenFields(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [/name="([^"]*)"/.exec(input)?.[1] ?? "", /value="([^"]*)"/.exec(input)?.[1] ?? ""]),
  );
}
