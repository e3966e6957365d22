// What is published has no types of other packages of the workspace: these stand apart from what uses them.

/** A description: the path or `file:` URL of a JSON or YAML file, or a parsed and bundled one. */
export type Spec = string | URL | object;

/** How an answer is held against the description. */
export interface MatchOptions {
  /** The description: the path or `file:` URL of a file, or a parsed and bundled one. Default: the released one. */
  readonly spec?: Spec;
  /** The status that the response has to have. Default: any that is documented. */
  readonly status?: number;
  /** Whether a field that the description does not have is an error too. Default: false. */
  readonly strict?: boolean;
  /** Whether what can't be judged, such as XML, counts as kept. Default: false, since nothing is known of it. */
  readonly allowUnjudged?: boolean;
  /** Texts that must not be in a message, since a server may send back what it was sent. */
  readonly secrets?: readonly string[];
}

/** Which of the documented responses an operation answers. */
export interface Answer {
  /** Default: that of the response that has the example; else the first success. */
  readonly code?: number;
  /** The name of one of its examples. Default: the first. */
  readonly example?: string;
  /** Generates the values instead of taking an example's. Default: false. */
  readonly dynamic?: boolean;
}
