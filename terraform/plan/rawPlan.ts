import type { Value } from "./resource.ts";

/** The parts of Terraform's JSON plan that the review reads. What a version lacks is optional. */
export interface RawPlan {
  format_version?: string;
  terraform_version?: string;
  resource_changes?: RawResourceChange[];
  resource_drift?: RawResourceChange[];
  output_changes?: Record<string, RawChange>;
  planned_values?: unknown;
  configuration?: RawConfiguration;
  /** What Terraform read before it planned, data sources included. */
  prior_state?: { values?: { root_module?: { resources?: { type: string; name: string; values?: { [key: string]: Value } }[] } } };
  deferred_changes?: { resource_change?: RawResourceChange }[];
  errored?: boolean;
  complete?: boolean;
  checks?: { status?: string; address?: { to_display?: string } }[];
}

export interface RawResourceChange {
  address?: string;
  previous_address?: string;
  module_address?: string;
  mode?: string;
  type: string;
  name: string;
  provider_name?: string;
  deposed?: string;
  action_reason?: string;
  change: RawChange;
}

export interface RawChange {
  actions: string[];
  before?: Value;
  after?: Value;
  after_unknown?: Value;
  before_sensitive?: Value;
  after_sensitive?: Value;
  replace_paths?: (string | number)[][];
  importing?: { id?: string };
}

export interface RawConfiguration {
  provider_config?: Record<string, { expressions?: Record<string, RawExpression> }>;
  root_module?: RawModule;
}

export interface RawModule {
  resources?: { address: string; provider_config_key?: string; expressions?: Record<string, RawExpression> }[];
  module_calls?: Record<string, { module?: RawModule; expressions?: Record<string, RawExpression> }>;
}

/** `{constant_value}` or `{references}`, or blocks: the same, nested. */
export type RawExpression = Value;
