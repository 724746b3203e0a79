/** A job that was taken off the queue; until its end nobody else sees it, as long as it is extended in time. */
export interface TakenJob {
  readonly id: string;
  readonly body: string;
  /** How often it has been taken, this time included. */
  readonly receives: number;
  /** Keeps it from others for another `visibilitySeconds`. @throws Error where that failed: another worker may have it soon */
  extend(): Promise<void>;
  /** It is done. */
  finish(): Promise<void>;
  /** Lets another worker have it. @param seconds after which */
  giveBack(seconds: number): Promise<void>;
  /** Puts it among the dead letters. @param reason for a person */
  bury(reason: string): Promise<void>;
}

/** Where render jobs come from. */
export interface JobQueue {
  /** How long a taken job is hidden from others unless it is extended. */
  readonly visibilitySeconds: number;
  /** How often a job is taken before it counts as hopeless. */
  readonly maxReceives: number;
  /** The next job, once there is one; undefined where none came for a while. */
  take(): Promise<TakenJob | undefined>;
}
