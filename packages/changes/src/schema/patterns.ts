import { RegExpParser } from "@eslint-community/regexpp";
import { DFA, JS, NFA } from "refa";

/** How the texts that two regular expressions match relate to each other. */
export type Relation = "same" | "narrower" | "wider" | "other" | "undecided";

/** More states than that, and an answer would take longer than anybody waits. */
const mostStates = 5000;

const known = new Map<string, Relation>();

/**
 * Whether the second pattern matches the same texts as the first one (ECMA-262, found anywhere in the text: JSON Schema
 * Validation 2020-12, section 6.3.3). Where there is look-around, or a repetition that is too long, it is undecided.
 */
export function relationOf(before: string, after: string): Relation {
  if (before === after) return "same";
  const key = JSON.stringify([before, after]);
  const found = known.get(key) ?? decide(before, after);
  known.set(key, found);
  return found;
}

function decide(before: string, after: string): Relation {
  try {
    const [old, now] = [automatonOf(before), automatonOf(after)];
    const [isWithin, contains] = [isPart(now, old), isPart(old, now)];
    if (isWithin) return contains ? "same" : "narrower";
    return contains ? "wider" : "other";
  } catch {
    return "undecided"; // It asks for too much, or for what no finite automaton can do.
  }
}

function automatonOf(pattern: string): DFA {
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: wholeText(pattern), flags: "u" }).parse({
    assertions: "throw",
    backreferences: "throw",
    maxNodes: mostStates,
  });
  const nfa = NFA.fromRegex(expression, { maxCharacter }, {}, new NFA.LimitedNodeFactory(mostStates));
  return DFA.fromFA(nfa, new DFA.LimitedNodeFactory(mostStates));
}

/** A pattern for the whole text, without the `^` and `$` that stand at the ends of its alternatives. */
function wholeText(pattern: string): string {
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  return alternatives
    .map(({ elements }) => {
      const [first, last] = [elements[0], elements.at(-1)];
      const starts = first?.type === "Assertion" && first.kind === "start";
      const ends = last?.type === "Assertion" && last.kind === "end";
      const middle = elements.slice(starts ? 1 : 0, ends ? -1 : undefined).map(({ raw }) => raw);
      return `${starts ? "" : "[^]*"}${middle.join("")}${ends ? "" : "[^]*"}`;
    })
    .join("|");
}

/** Whether the second automaton takes every text that the first one takes. */
function isPart(a: DFA, b: DFA): boolean {
  const others = b.copy(new DFA.LimitedNodeFactory(mostStates));
  others.complement();
  return NFA.fromIntersection(a, others, new NFA.LimitedNodeFactory(mostStates)).isEmpty;
}
