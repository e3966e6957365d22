import { type Validate, type Validator, validate } from "./validate.ts";

const atLeast =
  (least: number): Validate =>
  (value, place) =>
    typeof value === "number" && value >= least ? undefined : `${place}: expected a number, at least ${least}`;

const retries = { "?attempts": atLeast(1), "?maxDelay": atLeast(0) };
/** What the options of a call have to be. */
export const ofCall = {
  "?timeout": atLeast(1),
  "?retry": (value, place) => validate(retries, value || {}, place),
  "?signal": "object|null",
} satisfies Validator;

/** What the options of a client have to be, besides its credentials, which are checked when they are sent. */
export const ofClient = {
  ...ofCall,
  "?baseUrl": "string",
  "?maxResponseBytes": atLeast(1),
  "?fetch": "function",
  "?messageFrom": "string",
  "?hooks": "object",
} satisfies Validator;

/** A copy, so that what is changed afterwards changes nothing: not who is called, and not as whom. */
export function copyOf<Options extends object>(options: Options): Options {
  const copy: Record<string, unknown> = { ...(options as object) };
  for (const [name, value] of Object.entries(copy)) {
    // An instance of a class would lose its methods.
    if (value?.constructor === Object) copy[name] = { ...value };
  }
  return copy as Options; // The same properties.
}
