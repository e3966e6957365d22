import type { Description } from "@spkey/model";
import { count } from "../view/words.ts";

/** What the builder of a site should know, a line each, and how many there are: nothing is left out in silence. */
export function notices({ unsupported, warnings }: Description): string[] {
  if (unsupported.length + warnings.length === 0) return [];
  return [
    ...unsupported.map(({ pointer, message }) => `unsupported  ${pointer}: ${message}`),
    ...warnings.map(({ pointer, message }) => `warning  ${pointer}: ${message}`),
    `${count(unsupported.length, "thing")} of the description not supported, ${count(warnings.length, "warning")}.`,
  ];
}
