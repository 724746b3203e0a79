import { useEffect, useRef, useState, type ReactElement } from "react";
import type { ArModel } from "../../domain/modelManifest";
import type { ViewerLabels } from "../labels";
import { fileUrl } from "../previewPreload";
import type { Viewer } from "../viewer";
import { arModeFor, hasQuickLook, hasWebXr, quickLookUrl, sceneViewerUrl, type ArMode } from "./arMode";

interface ArButtonProps {
  /** The files of the finish shown, where the model has any. */
  readonly files: ArModel | undefined;
  /** Where the model store is served. */
  readonly baseUrl: string;
  /** What phones' own viewers write beside the product. */
  readonly title: string;
  /** The running 3D view; null without one. */
  readonly viewer: Viewer | null;
  readonly labels: ViewerLabels;
  readonly announce: (text: string) => void;
}

const LOOK =
  "inline-flex min-h-tap items-center gap-2 rounded-round bg-ground/70 px-4 text-caption transition-colors hover:text-accent";
/** The smallest picture: Quick Look's links must hold one. */
const EMPTY_PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const loadSession = () => import("./roomSession");

/** The way to see the product in one's own room at true size; nothing where the device knows none. */
export function ArButton({ files, baseUrl, title, viewer, labels, announce }: ArButtonProps): ReactElement | null {
  const [mode, setMode] = useState<ArMode | null>(null);
  const [session, setSession] = useState<"placing" | "placed" | null>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const ending = useRef<AbortController | null>(null);
  const hasViewer = viewer !== null;

  useEffect(() => {
    let stopped = false;
    async function choose(): Promise<void> {
      const webXr = hasViewer && (await hasWebXr());
      const glbUrl = files ? new URL(fileUrl(baseUrl, files.glb.path), document.baseURI).href : null;
      if (!stopped) setMode(arModeFor({ quickLook: hasQuickLook(), webXr, userAgent: navigator.userAgent, glbUrl }));
    }
    void choose();
    return () => {
      stopped = true;
    };
  }, [files, baseUrl, hasViewer]);
  useEffect(() => () => ending.current?.abort(), []);
  // A session must begin soon after the click, so its code is here by then.
  useEffect(() => void (mode === "webxr" && loadSession()), [mode]);

  async function enter(): Promise<void> {
    if (!viewer || !overlay.current || session) return;
    ending.current = new AbortController();
    setSession("placing");
    try {
      const { showInRoom } = await loadSession();
      announce(labels.arPlace);
      await showInRoom(viewer.lendStage(), { overlay: overlay.current, signal: ending.current.signal, onPlaced: () => setSession("placed") });
    } catch {
      announce(labels.said.arFailed);
    } finally {
      setSession(null);
    }
  }

  if (mode === "quick-look" && files) {
    return (
      <a rel="ar" href={quickLookUrl(fileUrl(baseUrl, files.usdz.path))} className={LOOK}>
        <img src={EMPTY_PICTURE} alt="" width="1" height="1" />
        <span>{labels.ar}</span>
      </a>
    );
  }
  if (mode === "scene-viewer" && files) {
    const glbUrl = new URL(fileUrl(baseUrl, files.glb.path), document.baseURI).href;
    return (
      <a href={sceneViewerUrl(glbUrl, title, location.href)} className={LOOK}>
        {labels.ar}
      </a>
    );
  }
  if (mode !== "webxr") return null;
  return (
    <>
      <button type="button" className={LOOK} onClick={() => void enter()}>
        {labels.ar}
      </button>
      {/* Lies over the camera's picture while the session lasts. */}
      <div ref={overlay} hidden={session === null} className="p-4">
        {session === "placing" && <p className="rounded-control bg-paper p-4 text-center text-small text-ink">{labels.arPlace}</p>}
        <button
          type="button"
          onClick={() => ending.current?.abort()}
          className="fixed bottom-8 left-4 right-4 min-h-tap rounded-control bg-paper text-body font-strong text-ink"
        >
          {labels.arExit}
        </button>
      </div>
    </>
  );
}
