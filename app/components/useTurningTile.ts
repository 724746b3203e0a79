import { useCallback, useEffect, useRef, useState } from "react";
import type { ModelManifest } from "~/domain/modelManifest";
import type { WallPreview } from "~/viewer/wallPreview";
import { canDraw, giveBack } from "~/viewer/webgl";
import { useModelsBaseUrl } from "./useModelsBaseUrl";

/** A tile that may turn. */
export interface TurningTile {
  slug: string;
  /** The finish that its poster shows. */
  finish: string;
}

/** Which tile of a wall turns, and what tiles tell of who looks at them. */
export interface TurningTiles {
  /** The slug of the tile whose product is to be seen turning. */
  turning: string | null;
  /** Somebody looks at a tile; its product appears in `slot`, a box of the poster's place and size. */
  look: (tile: TurningTile, slot: HTMLElement) => void;
  /** Nobody looks at any tile. */
  leave: () => void;
}

/** A pointer on its way across the wall wants nothing. */
const DWELL_MS = 250;
/** As long as the tile takes to show its poster again. */
const FADE_MS = 200;

/**
 * Lets the product of the tile that is looked at turn, all by one canvas. Nothing is loaded before that, and nothing at
 * all where motion or data are to be saved, or there is no WebGL.
 */
export function useTurningTile(): TurningTiles {
  const baseUrl = useModelsBaseUrl();
  const [turning, setTurning] = useState<string | null>(null);
  const wall = useRef<Promise<WallPreview | null> | null>(null);
  const looked = useRef<symbol | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const show = useCallback(
    async ({ slug, finish }: TurningTile, slot: HTMLElement, look: symbol) => {
      const [preview, manifest] = await Promise.all([(wall.current ??= openWall(baseUrl)), modelOf(slug)]);
      if (!preview || !manifest || looked.current !== look) return;
      preview.canvas.className = "size-full";
      slot.append(preview.canvas);
      if ((await preview.show({ manifest, variant: finish })) && looked.current === look) setTurning(slug);
    },
    [baseUrl],
  );

  const look = useCallback(
    (tile: TurningTile, slot: HTMLElement) => {
      if (!isWelcome()) return;
      const look = Symbol(tile.slug);
      looked.current = look;
      setTurning(null);
      clearTimeout(timer.current);
      // The poster does without: what can't be loaded or drawn is no loss to anyone.
      timer.current = setTimeout(() => void show(tile, slot, look).catch(() => undefined), DWELL_MS);
    },
    [show],
  );

  const leave = useCallback(() => {
    looked.current = null;
    setTurning(null);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void wall.current?.then((preview) => preview?.hide()), FADE_MS);
  }, []);

  useEffect(
    () => () => {
      looked.current = null;
      clearTimeout(timer.current);
      void wall.current?.then((preview) => preview?.dispose());
      wall.current = null;
    },
    [],
  );
  return { turning, look, leave };
}

async function openWall(baseUrl: string): Promise<WallPreview | null> {
  const probe = document.createElement("canvas");
  if (!canDraw(probe)) return null;
  giveBack(probe);
  const { createWallPreview } = await import("~/viewer/wallPreview");
  return createWallPreview({ baseUrl, reducedMotion: false, onEvent: () => undefined });
}

async function modelOf(slug: string): Promise<ModelManifest | null> {
  const response = await fetch(`/api/models/${slug}`);
  return response.ok ? ((await response.json()) as ModelManifest) : null;
}

function isWelcome(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return !matchMedia("(prefers-reduced-motion: reduce)").matches && connection?.saveData !== true;
}
