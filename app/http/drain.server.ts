import type { RequestHandler, Response } from "express";

/** How long a server that was asked to stop may take for what it has begun: less than the load balancer and systemd wait. */
export const DRAIN_MS = 10_000;

/** How long of it new connections are still taken, for who has not heard yet; the rest is for what was begun by then. */
const LISTEN_MS = 5_000;

/** The end of a server: it says that it goes (`/readyz`), and goes once nothing is under way. */
export class Drain {
  #draining = false;
  readonly #underWay = new Set<Response>();
  #whenIdle: (() => void) | undefined;

  /** Whether the server was asked to stop. */
  get draining(): boolean {
    return this.#draining;
  }

  /** How many requests have no answer yet. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Notes the requests that pass. Who asks while the server goes is answered, and told to connect anew. */
  readonly note: RequestHandler = (_, response, next) => {
    this.#underWay.add(response);
    if (this.#draining) response.set("Connection", "close");
    response.once("close", () => {
      this.#underWay.delete(response);
      if (this.#underWay.size === 0) this.#whenIdle?.();
    });
    next();
  };

  /** Says from now on that the server goes. Resolves when it need not listen any more: when it has nothing to do, or after five seconds. */
  async begin(): Promise<void> {
    this.#draining = true;
    for (const response of this.#underWay) if (!response.headersSent) response.set("Connection", "close");
    if (this.#underWay.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve;
      setTimeout(resolve, LISTEN_MS).unref();
    });
  }
}
