import { UNKNOWN, at, isUnknown, type DeclaredResource, type Value } from "../plan/resource.ts";
import type { Inventory } from "./inventory.ts";
import type { ResourcePolicy } from "./policy.ts";

type Judge = ResourcePolicy["judge"];

/**
 * The values that are given. A plan shows what AWS will choose as unknown, as it does what another resource will give:
 * only the latter refers to something.
 */
function given(resource: DeclaredResource, path: string): Value[] {
  return at(resource, path).filter((value) => value !== UNKNOWN || (resource.references[path] ?? []).length > 0);
}

/** Whether an attribute is given, and not empty. */
export function isSet(resource: DeclaredResource, path: string): boolean {
  return given(resource, path).some((value) => value !== "");
}

/** Every value at the path is one of these, and there is one. What is only known later is believed. */
export function mustBe(path: string, ...expected: [Value, ...Value[]]): Judge {
  const wanted = expected.map(String);
  return (resource) => {
    const values = given(resource, path);
    if (values.length === 0) return `${path} is not set; it must be ${wanted.join(" or ")}`;
    const wrong = values.find((value) => !isUnknown(value) && !wanted.includes(String(value)));
    return wrong === undefined ? undefined : `${path} is ${JSON.stringify(wrong)}; it must be ${wanted.join(" or ")}`;
  };
}

/** No value at the path is one of these; not being set is fine. */
export function mustNotBe(path: string, ...refused: [Value, ...Value[]]): Judge {
  const unwanted = refused.map(String);
  return (resource) => {
    const wrong = at(resource, path).find((value) => unwanted.includes(String(value)));
    return wrong === undefined ? undefined : `${path} is ${JSON.stringify(wrong)}`;
  };
}

/** All of these attributes are given. */
export function mustSet(...paths: [string, ...string[]]): Judge {
  return (resource) => {
    const missing = paths.filter((path) => !isSet(resource, path));
    return missing.length === 0 ? undefined : `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not set`;
  };
}

/** Every number at the path is within the limits, and there is one. */
export function mustBeWithin(path: string, { least = -Infinity, most = Infinity }: { least?: number; most?: number }): Judge {
  const wanted = [least === -Infinity ? "" : `at least ${least}`, most === Infinity ? "" : `at most ${most}`].filter(Boolean).join(" and ");
  return (resource) => {
    const values = given(resource, path);
    if (values.length === 0) return `${path} is not set; it must be ${wanted}`;
    const wrong = values.find((value) => !isUnknown(value) && !(Number(value) >= least && Number(value) <= most));
    return wrong === undefined ? undefined : `${path} is ${JSON.stringify(wrong)}; it must be ${wanted}`;
  };
}

/** Another resource of the type belongs to this one by its attribute. */
export function mustHave(type: string, attribute: string, nameAttribute = "name"): Judge {
  return (resource, inventory) =>
    inventory.attachedTo(resource, type, attribute, nameAttribute).length > 0 ? undefined : `no ${type} names it as its ${attribute}`;
}

/** All judges agree; the first that doesn't is heard. */
export function all(...judges: [Judge, ...Judge[]]): Judge {
  return (resource, inventory) => {
    for (const judge of judges) {
      const message = judge(resource, inventory);
      if (message !== undefined) return message;
    }
    return undefined;
  };
}

/** The judge is heard only for resources of which the condition holds. */
export function where(condition: (resource: DeclaredResource, inventory: Inventory) => boolean, judge: Judge): Judge {
  return (resource, inventory) => (condition(resource, inventory) ? judge(resource, inventory) : undefined);
}

/** For each block or item at a path, what is wrong with it; the first lack is told. */
export function each(path: string, judge: (block: Value) => string | undefined): Judge {
  return (resource) => {
    for (const block of at(resource, path)) {
      const message = judge(block);
      if (message !== undefined) return message;
    }
    return undefined;
  };
}
