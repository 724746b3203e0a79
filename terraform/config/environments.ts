import { dev } from "./dev.ts";
import type { Environment, EnvironmentName } from "./environment.ts";
import { prod } from "./prod.ts";
import { staging } from "./staging.ts";

/** Every environment by its name. */
export const ENVIRONMENTS: Record<EnvironmentName, Environment> = { dev, staging, prod };
