/** A number that is counted from the app's log. */
export interface AppLogMetric {
  /** The metric's name in the namespace of the app. */
  metric: string;
  /** The message as `app/` logs it, word for word (pino's `msg`), or the least level that counts. */
  match: { message: string } | { levelAtLeast: number };
  description: string;
  /** How many in five minutes are too many; undefined where the number is only drawn. */
  alarmAbove: number | undefined;
  /** For how many five minutes in a row; two where left out. */
  periods?: number;
  /** After `Names.of`. */
  alarm?: string;
}

/** What pino's levels are in the log. */
export const ERROR_LEVEL = 50;

/**
 * What the app's log tells. The messages stand in the code under `app/`: a test looks for each of them there, so that
 * a message that is reworded does not silence an alarm.
 */
export const APP_LOG_METRICS: readonly AppLogMetric[] = [
  { metric: "Errors", match: { levelAtLeast: ERROR_LEVEL }, description: "Everything logged as an error", alarmAbove: 50, alarm: "app-errors" },
  { metric: "RequestsFailed", match: { message: "request failed" }, description: "Requests answered with 500", alarmAbove: 10, alarm: "app-requests-failed" },
  { metric: "RenderingFailed", match: { message: "rendering failed" }, description: "Pages that broke off while they were streamed", alarmAbove: 10, alarm: "app-rendering-failed" },
  {
    metric: "PaymentsUnknown",
    match: { message: "A payment has no known outcome yet" },
    description: "Payments that timed out or broke off: the gateway may be down",
    alarmAbove: 5,
    alarm: "app-payments-unknown",
  },
  {
    metric: "PaymentsUnanswered",
    match: { message: "The gateway could not say what became of a payment; it is asked again" },
    description: "Questions to the gateway about a payment that failed",
    alarmAbove: 20,
    alarm: "app-payments-unanswered",
  },
  {
    metric: "PaymentsGivenBack",
    match: { message: "A payment was taken for an order that is cancelled; giving it back" },
    description: "Payments that came too late",
    alarmAbove: undefined,
  },
  {
    metric: "SweepsFailed",
    match: { message: "A sweep failed; the next one tries again" },
    description: "Sweeps of unpaid orders that failed: their stock stays held",
    alarmAbove: 2,
    alarm: "app-sweeps-failed",
  },
  {
    metric: "EventsUndelivered",
    match: { message: "An event could not be delivered; it is tried again" },
    description: "Events of the outbox that could not leave",
    alarmAbove: 10,
    alarm: "app-events-undelivered",
  },
  {
    metric: "EventsDead",
    match: { message: "An event is dead: npm run events:replay revives it" },
    description: "Events of the outbox that were tried too often in vain, and wait for somebody",
    alarmAbove: 0,
    periods: 1,
    alarm: "app-events-dead",
  },
  {
    metric: "RelaysFailed",
    match: { message: "The relay could not hand on any events; it tries again" },
    description: "Rounds of the relay that failed: the bus or the database is out of reach, and mails and alerts wait",
    alarmAbove: 5,
    alarm: "app-relays-failed",
  },
  {
    metric: "CartsNotCleared",
    match: { message: "The cart of a paid order could not be cleared yet; its event does it" },
    description: "Carts that stayed full after the order",
    alarmAbove: undefined,
  },
  {
    metric: "SessionsBroken",
    match: { message: "A stored session is broken and counts as missing" },
    description: "Sessions that don't parse: a release may have changed their shape",
    alarmAbove: 5,
    alarm: "app-sessions-broken",
  },
];

/** The filter pattern of a metric, in CloudWatch Logs' syntax for JSON. */
export function filterPattern({ match }: AppLogMetric): string {
  return "message" in match ? `{ $.msg = "${match.message}" }` : `{ $.level >= ${match.levelAtLeast} }`;
}

/** The namespace of metrics that are counted from the app's log. */
export const APP_NAMESPACE = "Aurolot/App";
