/** A description that is read at once, and that nothing is answered by before it is in its place. */
export interface UpcomingDescription {
  readonly document: object;
  /** Resolves as soon as the description says so where the mock has it from; rejects where it is not going to. */
  readonly written: Promise<unknown>;
}
