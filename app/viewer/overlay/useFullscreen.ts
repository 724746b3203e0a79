import { useEffect, useState, type RefObject } from "react";

/** Full screen for an element: null where the browser has none, as on the iPhone. */
export function useFullscreen(element: RefObject<HTMLElement | null>): { active: boolean; toggle: () => void } | null {
  const [active, setActive] = useState(false);
  useEffect(() => {
    const onChange = (): void => setActive(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener("fullscreenchange", onChange);
    return () => document.removeEventListener("fullscreenchange", onChange);
  }, [element]);
  if (!document.fullscreenEnabled) return null;
  return {
    active,
    toggle() {
      const change = active ? document.exitFullscreen() : element.current?.requestFullscreen();
      // A browser may refuse, e.g. within a frame: then everything stays as it is.
      change?.catch(() => undefined);
    },
  };
}
