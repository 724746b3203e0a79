/**
 * Runs in the page before anything else and is the same for every viewer: it watches the canvas, not the library.
 * All times are milliseconds since the navigation began.
 */

/** What the probe has seen so far. */
export interface Probed {
  /** When the script had drawn the first frame with triangles on a canvas itself, not in a texture. */
  firstDraw: number | null;
  /** When the GPU had finished that frame: from now on it can be seen. */
  firstFrame: number | null;
  lastDraw: number | null;
  /** Main-thread tasks of 50 ms and more (https://www.w3.org/TR/longtasks-1/). */
  longTasks: { start: number; duration: number }[];
  /** The libraries' own events, for cross-checking. */
  events: { name: string; at: number; detail?: unknown }[];
  /** WebGL contexts that are neither lost nor collected. */
  contexts: number;
  /** Objects made and not yet deleted in those contexts, by kind. */
  gpuObjects: Record<string, number>;
}

declare global {
  interface Window {
    readProbe(): Probed;
  }
}

const DRAWS = ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced", "drawRangeElements"] as const;
const KINDS = ["Buffer", "Texture", "Program", "Framebuffer", "Renderbuffer", "VertexArray"] as const;

const longTasks: Probed["longTasks"] = [];
const events: Probed["events"] = [];
const contexts = new Set<WeakRef<WebGL2RenderingContext>>();
const living = new WeakMap<WebGL2RenderingContext, Map<string, Set<object>>>();
let firstDraw: number | null = null;
let firstFrame: number | null = null;
let lastDraw: number | null = null;

function note(context: WebGL2RenderingContext): void {
  lastDraw = performance.now();
  if (firstDraw !== null) return;
  firstDraw = lastDraw;
  // The frame's last command comes in this task; after it the GPU still has to draw.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const fence = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
    context.flush();
    const check = (): void => {
      if (fence && context.getSyncParameter(fence, context.SYNC_STATUS) !== context.SIGNALED) return void setTimeout(check, 4);
      firstFrame = performance.now();
    };
    check();
  };
  port2.postMessage(null);
}

function watchDraws(prototype: WebGL2RenderingContext): void {
  const targets = new WeakMap<WebGL2RenderingContext, unknown>();
  const bind = prototype.bindFramebuffer;
  prototype.bindFramebuffer = function (target, framebuffer) {
    if (target !== this.READ_FRAMEBUFFER) targets.set(this, framebuffer);
    bind.call(this, target, framebuffer);
  };
  for (const name of DRAWS) {
    const draw = prototype[name] as (...values: unknown[]) => void;
    Object.assign(prototype, {
      [name](this: WebGL2RenderingContext, ...values: unknown[]) {
        draw.apply(this, values);
        if (!targets.get(this)) note(this);
      },
    });
  }
}

function watchObjects(prototype: WebGL2RenderingContext): void {
  for (const kind of KINDS) {
    const create = prototype[`create${kind}`] as () => object;
    const remove = prototype[`delete${kind}`] as (object: object | null) => void;
    Object.assign(prototype, {
      [`create${kind}`](this: WebGL2RenderingContext) {
        const made = create.call(this);
        setOf(this, kind).add(made);
        return made;
      },
      [`delete${kind}`](this: WebGL2RenderingContext, object: object | null) {
        if (object) setOf(this, kind).delete(object);
        remove.call(this, object);
      },
    });
  }
}

function setOf(context: WebGL2RenderingContext, kind: string): Set<object> {
  const kinds = living.get(context) ?? new Map<string, Set<object>>();
  living.set(context, kinds);
  const set = kinds.get(kind) ?? new Set();
  kinds.set(kind, set);
  return set;
}

function watchContexts(canvas: { getContext(...values: never[]): unknown }): void {
  const get = canvas.getContext as (...values: unknown[]) => unknown;
  Object.assign(canvas, {
    getContext(this: object, ...values: unknown[]) {
      const context = get.apply(this, values);
      const known = [...contexts].some((other) => other.deref() === context);
      if (context instanceof WebGL2RenderingContext && !known) contexts.add(new WeakRef(context));
      return context;
    },
  });
}

watchDraws(WebGL2RenderingContext.prototype);
watchObjects(WebGL2RenderingContext.prototype);
watchContexts(HTMLCanvasElement.prototype);
watchContexts(OffscreenCanvas.prototype);
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) longTasks.push({ start: startTime, duration });
}).observe({ type: "longtask", buffered: true });
document.addEventListener("viewer:event", (event) => {
  const detail = (event as CustomEvent<{ type: string }>).detail;
  events.push({ name: detail.type, at: performance.now(), detail });
}, true);
for (const name of ["load", "poster-dismissed", "error"]) {
  document.addEventListener(name, (event) => {
    if (event.target instanceof Element && event.target.localName === "model-viewer") events.push({ name, at: performance.now() });
  }, true);
}

window.readProbe = () => {
  const gpuObjects: Record<string, number> = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  let alive = 0;
  for (const reference of contexts) {
    const context = reference.deref();
    if (!context || context.isContextLost()) {
      contexts.delete(reference);
      continue;
    }
    alive += 1;
    for (const [kind, set] of living.get(context) ?? []) gpuObjects[kind] = (gpuObjects[kind] ?? 0) + set.size;
  }
  return { firstDraw, firstFrame, lastDraw, longTasks, events, contexts: alive, gpuObjects };
};
