import { useEffect } from "react";
import type { ViewerLabels } from "../labels";
import type { Viewer } from "../viewer";
import { sideOf } from "./sides";

/** A camera that hasn't moved for so long has come to rest. */
const REST_MS = 400;

/** Says from which side the product is seen once it has been turned with the keyboard. */
export function useSideAnnouncement(viewer: Viewer, canvas: HTMLCanvasElement, labels: ViewerLabels, announce: (text: string) => void): void {
  useEffect(() => {
    let said: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function say(): void {
      const { side, above } = sideOf(viewer.pose);
      const text = above ? labels.said.fromAbove(labels.said.sides[side]) : labels.said.sides[side];
      if (said !== null && text !== said && document.activeElement === canvas) announce(text);
      said = text;
    }

    const stop = viewer.onFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(say, REST_MS);
    });
    say();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [viewer, canvas, labels, announce]);
}
