import type { SampleRequest } from "./request.ts";

/** What a sample is written as: the call by itself, or a program that guards against everything that may go wrong. */
export type Form = "code" | "script";

/** One language that samples are written in. */
export interface Language {
  /** Lower case, stable: in addresses, in file names and in `x-codeSamples`. */
  readonly id: string;
  /** As its readers write it. */
  readonly label: string;
  /** The name that highlighters know it by. */
  readonly highlight: string;
  /** The name of a file that holds a sample. */
  readonly file: string;
  /** What a comment to the end of the line begins with. */
  readonly comment: string;
  /** What has to be there to run a sample: a sentence for its reader. */
  readonly needs: (request: SampleRequest) => string;
  /** The command that installs what a sample imports. */
  readonly install?: string;
  /** Writes the sample. It needs nothing of Node: the docs' console calls it in the browser. */
  readonly emit: (request: SampleRequest, form: Form) => string;
  /** What this language can't show of a request that others can, as sentences for the reader. */
  readonly limits?: (request: SampleRequest) => readonly string[];
  /** Why this language can't send a request at all, as a sentence. Its sample is that sentence then, and `emit` is not called. */
  readonly refuses?: (request: SampleRequest) => string | undefined;
}

/** Seconds after which every sample gives up; a short one leaves it to a language that has a time-out of its own. */
export const timeout = 30;
