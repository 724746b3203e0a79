/** An event that did not get to where it should. */
export interface FailedEvent {
  id: string;
  /** Says why, for people; no personal data. */
  error: string;
}
