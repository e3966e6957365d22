import type { Survivor } from "./score.ts";

/** Why a mutant can survive, by what was changed and where; never by its name. */
interface Explanation {
  readonly applies: (survivor: Survivor, kind: "description" | "server") => boolean;
  readonly reason: string;
}

const explanations: readonly Explanation[] = [
  {
    applies: ({ operator }, kind) => kind === "server" && operator === "overlooks a rule",
    reason: "What breaks this rule breaks another one as well, or the mock tells it otherwise: the fault never shows.",
  },
  {
    applies: ({ operator }) => operator === "a method more",
    reason: "The path is one of another template as well, which has the method.",
  },
  {
    applies: ({ operator, place }) => operator === "a type more" && /\/parameters\/|multipart~1|urlencoded/.test(place),
    reason: "A text does not show its type.",
  },
  {
    applies: ({ operator, place }) => operator === "another style" && place.includes("/parameters/"),
    reason: "What is described by `content` has no style.",
  },
  {
    applies: ({ what, diff }) => what.startsWith("pattern ") && diff.some((line) => line.includes('"format"')),
    reason: "All texts of its format match the pattern.",
  },
];

/** @returns what is to be looked into where nothing explains it */
export function explain(survivor: Survivor, kind: "description" | "server"): string {
  return explanations.find(({ applies }) => applies(survivor, kind))?.reason ?? "**Not explained: a case is missing.**";
}
