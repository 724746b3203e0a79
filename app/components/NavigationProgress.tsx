import { useNavigation } from "@remix-run/react";

/** A line at the window's upper edge while the next page takes longer than a moment. */
export function NavigationProgress() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return <div aria-hidden="true" className="fixed inset-x-0 top-0 z-20 h-1 origin-left animate-under-way bg-accent" />;
}
