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
    applies: (_survivor, kind) => kind === "server",
    reason: "Prism can't read the requests of this operation, so that none of them brings this answer.",
  },
  {
    applies: ({ operator }) => operator === "a method more",
    reason: "The path is one of another template as well, which has the method.",
  },
  {
    applies: ({ place }) => place.includes("multipart~1"),
    reason: "Prism sees one text for each part: no file, no list, no JSON.",
  },
  {
    applies: ({ place }) => place.includes("x-www-form-urlencoded"),
    reason: "Prism reads no JSON, and only some lists, in the fields of a form.",
  },
  {
    applies: ({ place, what }) => /\/parameters\//.test(place) && what === "minLength 1",
    reason: "To Prism, an empty text in a query is no parameter.",
  },
  {
    applies: ({ place }) => /\/parameters\//.test(place),
    reason:
      "Prism does not read the style (`label`, or separated by spaces or pipes), or a text does not show the type.",
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
