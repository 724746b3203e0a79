const instances = globalThis as unknown as { __aurolot?: Map<string, unknown> };

/**
 * Makes a thing once a process. Hot reload evaluates modules again; a pool of connections must survive that.
 * @param name unique within the application
 */
export function singleton<T>(name: string, make: () => T): T {
  const known = (instances.__aurolot ??= new Map());
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as T;
}
