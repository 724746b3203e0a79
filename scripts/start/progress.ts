/**
 * Runs a step with a line that says what is going on and, at the end, how long it took.
 * @param name what is being done, e.g. "Building the shop"
 * @param work may pass on how far it got; on a terminal the line is rewritten, elsewhere only changes of text are printed
 */
export async function step<T>(name: string, work: (report: (detail: string) => void) => Promise<T>): Promise<T> {
  const started = performance.now();
  const live = process.stdout.isTTY;
  let shown = "";
  const show = (text: string) => {
    if (text === shown) return;
    shown = text;
    process.stdout.write(live ? `\r\u001b[2K${text}` : `${text}\n`);
  };
  show(`· ${name}`);
  const result = await work((detail) => show(`· ${name}: ${detail}`));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  show(`✓ ${name} (${seconds} s)`);
  if (live) process.stdout.write("\n");
  return result;
}
