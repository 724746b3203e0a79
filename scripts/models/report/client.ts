/** What the report's page does: it puts the pictures of the chosen view and levels on the stage. */

const form = find(HTMLFormElement, "#tools");
const stage = find(HTMLElement, "#stage");
const split = find(HTMLInputElement, "#split");

function find<T extends Element>(type: new () => T, selector: string): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The report lacks ${selector}.`);
  return found;
}

/** Zooming in shows first where the view's tiers differ most. */
function aimAtSpot(): void {
  const picture = document.getElementById(`${String(new FormData(form).get("view"))}-source`);
  const { width, height } = find(HTMLElement, "#stage .left img").getBoundingClientRect();
  // Pictures are square and stand in the middle of their half.
  const edge = Math.min(width, height);
  const place = (spot: string | undefined, length: number): string => `${50 + (((Number(spot) - 0.5) * edge) / length) * 100}%`;
  stage.style.setProperty("--x", place(picture?.dataset["x"], width));
  stage.style.setProperty("--y", place(picture?.dataset["y"], height));
}

function show(): void {
  const chosen = new FormData(form);
  const of = (name: string): string => String(chosen.get(name));
  const mode = of("mode");
  const [left, right] = [of("left"), of("right")];
  put("left", of("view"), left);
  // The source differs from itself in nothing: then it is the other level that is looked at.
  put("right", of("view"), mode === "difference" ? `${right === "source" ? left : right}-difference` : right);
  stage.dataset["mode"] = mode;
  stage.dataset["zoom"] = of("zoom");
  stage.style.setProperty("--zoom", of("zoom"));
  document.documentElement.style.colorScheme = of("light");
}

/** Puts a picture of the gallery on one half of the stage, with what stands below it there. */
function put(half: "left" | "right", view: string, level: string): void {
  const shown = find(HTMLImageElement, `#stage .${half} img`);
  const picture = document.getElementById(`${view}-${level}`) ?? document.getElementById(`${view}-source`);
  if (!(picture instanceof HTMLImageElement)) return;
  shown.src = picture.src;
  shown.alt = picture.alt;
  find(HTMLElement, `#stage .label.${half === "left" ? "l" : "r"}`).textContent = picture.dataset["label"] ?? "";
}

/** Zooms in on what the pointer is over. */
function aim({ clientX, clientY }: PointerEvent): void {
  const { left, top, width, height } = stage.getBoundingClientRect();
  const across = stage.dataset["mode"] === "side" ? (((clientX - left) / width) * 2) % 1 : (clientX - left) / width;
  stage.style.setProperty("--x", `${across * 100}%`);
  stage.style.setProperty("--y", `${((clientY - top) / height) * 100}%`);
}

form.addEventListener("change", (event) => {
  show();
  if (event.target instanceof HTMLInputElement && ["view", "mode"].includes(event.target.name)) aimAtSpot();
});
split.addEventListener("input", () => stage.style.setProperty("--split", `${split.value}%`));
stage.addEventListener("pointermove", (event) => {
  // The seam is being dragged: what is zoomed in on stays.
  if (event.buttons === 0) aim(event);
});
for (const crop of document.querySelectorAll<HTMLImageElement>(".crop img")) {
  const picture = document.getElementById(crop.dataset["of"] ?? "");
  if (picture instanceof HTMLImageElement) crop.src = picture.src;
}
find(HTMLInputElement, `[name="light"][value="${matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"}"]`).checked = true;
show();
aimAtSpot();
