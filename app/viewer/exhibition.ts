import type { Object3D, WebGLRenderer } from "three";
import { createCrossFade } from "./crossFade";

/** What is to be seen at one time: a whole model, and the chunks that are drawn instead of parts of it. */
export interface Exhibit {
  readonly roots: readonly Object3D[];
  /** Called right before it is drawn: masks, which all exhibits share, are put in place. */
  readonly enter?: () => void;
}

/** Shows one exhibit after another, with a short fade between them. */
export interface Exhibition {
  /** @param fadeMs How long the change takes; 0 changes with the next frame. A fade under way ends at once. */
  show(exhibit: Exhibit, fadeMs: number): void;
  /** Ends a fade under way, so that nothing but the newest exhibit is needed any more. */
  settle(): void;
  /** Draws by `render`, which draws the whole scene; true while a fade goes on. */
  draw(render: () => void): boolean;
  clear(): void;
  /** Gives back the GPU's memory. */
  release(): void;
}

/** @param plinth Where the exhibits' objects are attached. */
export function createExhibition(renderer: WebGLRenderer, plinth: Object3D): Exhibition {
  const crossFade = createCrossFade(renderer);
  let shown: Exhibit = { roots: [] };
  let leaving: { exhibit: Exhibit; startedAt: number | null; ms: number } | null = null;

  function reveal(exhibit: Exhibit): void {
    for (const root of plinth.children) root.visible = exhibit.roots.includes(root);
    exhibit.enter?.();
  }

  function settle(): void {
    if (!leaving) return;
    leaving = null;
    for (const root of plinth.children.filter((child) => !shown.roots.includes(child))) root.removeFromParent();
    reveal(shown);
  }

  return {
    show(exhibit, fadeMs) {
      settle();
      leaving = { exhibit: shown, startedAt: null, ms: fadeMs };
      for (const root of exhibit.roots) plinth.add(root);
      shown = exhibit;
      if (fadeMs === 0 || leaving.exhibit.roots.length === 0) settle();
    },
    settle,
    draw(render) {
      const now = performance.now();
      // Its time runs from its first frame: uploads may have held that back.
      if (leaving) leaving.startedAt ??= now;
      if (!leaving || leaving.startedAt === null || now - leaving.startedAt >= leaving.ms) {
        settle();
        render();
        return false;
      }
      const { exhibit: before, startedAt, ms } = leaving;
      const drawn = (exhibit: Exhibit) => (): void => {
        reveal(exhibit);
        render();
      };
      crossFade.draw(drawn(before), drawn(shown), (now - startedAt) / ms);
      return true;
    },
    clear() {
      leaving = null;
      shown = { roots: [] };
      plinth.clear();
    },
    release: () => crossFade.release(),
  };
}
