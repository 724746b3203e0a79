/** How a device shows a product in the room. */
export type ArMode = "quick-look" | "webxr" | "scene-viewer";

/** What a device and a page can do. */
export interface ArCapabilities {
  /** `<a rel="ar">` opens Quick Look. */
  readonly quickLook: boolean;
  /** The browser has immersive WebXR sessions with the camera's picture behind, and the 3D view runs. */
  readonly webXr: boolean;
  readonly userAgent: string;
  /** Address of the GLB, absolute; Scene Viewer fetches over https only. */
  readonly glbUrl: string | null;
}

/** The best of what works; null where nothing does. WebXR keeps the shopper on the page, so it goes before Scene Viewer. */
export function arModeFor({ quickLook, webXr, userAgent, glbUrl }: ArCapabilities): ArMode | null {
  if (quickLook && glbUrl !== null) return "quick-look";
  if (webXr) return "webxr";
  // Firefox doesn't hand intents to Google's app, and headsets that call themselves Android have no such app.
  const hasSceneViewer = /android/i.test(userAgent) && !/firefox|oculusbrowser|pico/i.test(userAgent);
  return hasSceneViewer && glbUrl?.startsWith("https://") ? "scene-viewer" : null;
}

/** Whether links with `rel="ar"` open Quick Look here. */
export function hasQuickLook(): boolean {
  const { relList } = document.createElement("a");
  // Browsers without a list of what they support throw.
  return typeof relList.supports === "function" && supports(relList, "ar");
}

function supports(list: DOMTokenList, token: string): boolean {
  try {
    return list.supports(token);
  } catch {
    return false;
  }
}

/** Whether the browser can put things into the camera's picture by itself. */
export async function hasWebXr(): Promise<boolean> {
  return (await navigator.xr?.isSessionSupported("immersive-ar").catch(() => false)) ?? false;
}

/**
 * The link that opens Google's Scene Viewer at true size, or comes back to `pageUrl` where the app is missing.
 * @see https://developers.google.com/ar/develop/scene-viewer
 */
export function sceneViewerUrl(glbUrl: string, title: string, pageUrl: string): string {
  const query = new URLSearchParams({ file: glbUrl, mode: "ar_preferred", resizable: "false", title });
  // URLSearchParams writes a space as "+", which Android's Uri would show.
  const parameters = query.toString().replaceAll("+", "%20");
  return `intent://arvr.google.com/scene-viewer/1.0?${parameters}#Intent;scheme=https;package=com.google.android.googlequicksearchbox;action=android.intent.action.VIEW;S.browser_fallback_url=${encodeURIComponent(pageUrl)};end;`;
}

/** The address that opens Quick Look at true size and keeps it there. */
export function quickLookUrl(usdzUrl: string): string {
  return `${usdzUrl}#allowsContentScaling=0`;
}
