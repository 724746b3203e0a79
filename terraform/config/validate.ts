import { regionsOf, type Environment } from "./environment.ts";

/** An environment whose values don't go together; the message names the environment, each fault, and what to do. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

const isWhole = (value: number) => Number.isInteger(value) && value >= 0;

/**
 * Checks what the types can't: that numbers are in order and within what AWS takes, and that prod has what prod needs.
 * @throws EnvironmentError naming every fault
 */
export function validateEnvironment(environment: Environment): void {
  const faults = [
    ...placementFaults(environment),
    ...networkFaults(environment),
    ...fleetFaults(environment),
    ...storeFaults(environment),
    ...(environment.name === "prod" ? prodFaults(environment) : []),
  ];
  if (faults.length > 0) throw new EnvironmentError(`The environment ${environment.name} can't be made: ${faults.join("; ")}. See terraform/config/${environment.name}.ts.`);
}

function placementFaults({ placement, accountId, domain }: Environment): string[] {
  return [
    ...(placement.kind === "two-regions" && placement.primary === placement.secondary ? [`placement names ${placement.primary} twice: the secondary region must be another`] : []),
    ...(/^\d{12}$/.test(accountId) ? [] : [`accountId "${accountId}" is not 12 digits`]),
    ...(/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain) ? [] : [`domain "${domain}" is not a host name`]),
  ];
}

function networkFaults(environment: Environment): string[] {
  const { network } = environment;
  const regions = regionsOf(environment);
  const octet = (region: (typeof regions)[number]) => network.cidr[region].split(".")[1] ?? "";
  const used = regions.map((region) => network.cidr[region]);
  return [
    ...(new Set(used).size < new Set(regions).size ? [`network.cidr gives two regions ${String(used[0])}: peered ranges must not overlap`] : []),
    ...regions.filter((region) => !isWhole(Number(octet(region))) || Number(octet(region)) > 255).map((region) => `network.cidr of ${region}, ${network.cidr[region]}, is no address`),
    ...(new Set<string>(network.zones).size < network.zones.length ? ["network.zones names a zone twice"] : []),
  ];
}

function fleetFaults({ web, render }: Environment): string[] {
  const { onDemandBase, onDemandPercent } = web.capacity;
  return [
    ...(isWhole(web.min) && web.min >= 1 ? [] : [`web.min is ${web.min}: one instance at least must serve`]),
    ...(web.min > web.max ? [`web.min (${web.min}) is more than web.max (${web.max})`] : []),
    ...(onDemandPercent < 0 || onDemandPercent > 100 ? [`web.capacity.onDemandPercent is ${onDemandPercent}: give 0 to 100`] : []),
    ...(isWhole(onDemandBase) && onDemandBase <= web.max ? [] : [`web.capacity.onDemandBase is ${onDemandBase}: give a whole number up to web.max (${web.max})`]),
    ...(web.warmPool && web.warmPool.size > web.max ? [`web.warmPool.size (${web.warmPool.size}) is more than web.max (${web.max})`] : []),
    ...(web.warmPool && onDemandPercent < 100
      ? [`web.warmPool beside Spot (web.capacity.onDemandPercent is ${onDemandPercent}): Spot instances can't be stopped, buy all on demand or have no pool`]
      : []),
    ...(web.targetCpuPercent < 10 || web.targetCpuPercent > 90 ? [`web.targetCpuPercent is ${web.targetCpuPercent}: give 10 to 90`] : []),
    ...(render.backlogPerInstance > 0 ? [] : [`render.backlogPerInstance is ${render.backlogPerInstance}: give more than 0`]),
    ...(isWhole(render.max) && render.max >= 1 ? [] : [`render.max is ${render.max}: give 1 or more`]),
  ];
}

function storeFaults({ database, options, functions }: Environment): string[] {
  const { warehouse } = options;
  return [
    ...(database.minCapacity > database.maxCapacity ? [`database.minCapacity (${database.minCapacity}) is more than database.maxCapacity (${database.maxCapacity})`] : []),
    ...(database.maxCapacity > 256 ? [`database.maxCapacity is ${database.maxCapacity}: Aurora Serverless ends at 256`] : []),
    ...(database.backupDays < 1 || database.backupDays > 35 ? [`database.backupDays is ${database.backupDays}: Aurora keeps 1 to 35`] : []),
    ...(database.minCapacity < 0.5 ? [`database.minCapacity is ${database.minCapacity}: the proxy's connections never let a cluster pause, give 0.5 or more`] : []),
    ...(warehouse && warehouse.baseCapacityRpu > warehouse.maxCapacityRpu
      ? [`options.warehouse.baseCapacityRpu (${warehouse.baseCapacityRpu}) is more than maxCapacityRpu (${warehouse.maxCapacityRpu})`]
      : []),
    ...(functions.reservedConcurrency >= 2 ? [] : [`functions.reservedConcurrency is ${functions.reservedConcurrency}: the pollers of a queue are 2 at least`]),
  ];
}

function prodFaults({ deletionProtection, placement, network, web, database }: Environment): string[] {
  return [
    ...(deletionProtection ? [] : ["deletionProtection is off, which prod must not be"]),
    ...(placement.kind === "two-regions" ? [] : ["placement has one region, and prod must survive the loss of one"]),
    ...(network.natGateways === "one-per-zone" ? [] : ["network.natGateways is one: prod must survive the loss of a zone"]),
    ...(web.min >= network.zones.length ? [] : [`web.min is ${web.min}: prod needs an instance in each of its ${network.zones.length} zones`]),
    ...(database.readers >= 1 ? [] : ["database.readers is 0: prod needs one to fail over to"]),
  ];
}
