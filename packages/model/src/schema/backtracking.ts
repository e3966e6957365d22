/** An atom of a regular expression with its quantifier (ECMA-262, section 22.2.1). */
interface Term {
  /** The atom as it is written; of a group, how it begins. */
  readonly text: string;
  /** What a group has between its bars. */
  readonly alternatives?: readonly (readonly Term[])[];
  /** Whether it takes no characters, such as `^` and what looks ahead. */
  readonly isAssertion: boolean;
  readonly min: number;
  readonly max: number;
  /** The quantifier as it is written. */
  readonly quantifier: string;
}

const token =
  /\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\[pP]\{[^}]*\}|\\k<[^>]*>|\\c[a-zA-Z]|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[ims-]+:))?|[)|]|./gsu;
const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/uy;

/** Repetitions from which on trying all ways to share them out takes too long. */
const many = 16;

/**
 * A regular expression that takes no time that grows exponentially with the text, where it can be written so: engines that backtrack
 * try all ways in which `([a-z]*)*` can share a text out, and `([a-z])*` is the same with one way only.
 *
 * @param pattern compiles, with the flag `u`
 * @returns nothing where it would take so long, and can't be written otherwise
 */
export function withoutExplosion(pattern: string): string | undefined {
  const terms = parse(pattern);
  if (!terms.some((sequence) => sequence.some(explodes))) return pattern;
  // What a group has matched is asked for again: it may not be written otherwise.
  if (/\\[1-9]|\\k</.test(pattern)) return undefined;
  const simple = terms.map(simplified);
  return simple.some((sequence) => sequence.some(explodes)) ? undefined : write(simple);
}

function parse(pattern: string): Term[][] {
  const tokens = new RegExp(token);
  const alternatives = (): Term[][] => {
    const all: Term[][] = [[]];
    for (let found = tokens.exec(pattern); found; found = tokens.exec(pattern)) {
      const [text] = found;
      if (text === ")") break;
      if (text === "|") all.push([]);
      else all.at(-1)?.push(term(text));
    }
    return all;
  };
  const term = (text: string): Term => {
    const inside = text.startsWith("(") ? { alternatives: alternatives() } : {};
    const isAssertion = /^(?:[\^$]|\\[bB]|\(\?<?[=!])$/.test(text);
    return { text, ...inside, isAssertion, ...repetition() };
  };
  const repetition = (): Pick<Term, "min" | "max" | "quantifier"> => {
    quantifier.lastIndex = tokens.lastIndex;
    const [text, sign, least = "", comma, most] = quantifier.exec(pattern) ?? [];
    if (text === undefined) return { min: 1, max: 1, quantifier: "" };
    tokens.lastIndex += text.length;
    const min = sign === undefined ? Number(least) : sign === "+" ? 1 : 0;
    const max = sign === "?" ? 1 : sign !== undefined || (comma && !most) ? Infinity : Number(comma ? most : least);
    return { min, max, quantifier: text };
  };
  return alternatives();
}

function simplified(sequence: readonly Term[]): Term[] {
  return sequence.flatMap((term) => {
    if (!term.alternatives) return [term];
    const alternatives = term.alternatives.map(simplified);
    const [only = [], ...others] = alternatives;
    // A group around nothing but a sequence; flags such as `(?i:` are not for what is beside it.
    if (others.length === 0 && /^\((?:\?:|\?<\w+>)?$/.test(term.text) && term.quantifier === "") return only;
    return [
      term.isAssertion || term.max !== Infinity || term.min > 1 ? { ...term, alternatives } : once(term, alternatives),
    ];
  });
}

/**
 * Of a group that is repeated, what may be the whole of a round need not be repeated itself: `(a+|b)*` is `(a|b)*`, `(b?a+)*` is
 * `(b?a)*`, and `(a*b?)*` is `(a|b)*`.
 */
function once(group: Term, alternatives: readonly (readonly Term[])[]): Term {
  let { min } = group;
  const rounds = alternatives.flatMap((sequence) => {
    // A round that begins with `^`, say, can't be cut into several.
    if (!isElastic(sequence) || sequence.some(asserts)) return [sequence];
    if (sequence.every((term) => term.min === 0 && !term.isAssertion)) {
      min = 0;
      return sequence.map((term) => [single(term)]);
    }
    const isWhole = (term: Term) => sequence.every((other) => other === term || isNullable(other));
    return [sequence.map((term) => (term.min === 1 && term.max === Infinity && isWhole(term) ? single(term) : term))];
  });
  const own = min === group.min ? group.quantifier : group.quantifier.replace(/^(?:\+|\{1,\})/, "*");
  return { ...group, alternatives: rounds, min, quantifier: own };
}

function asserts({ isAssertion, alternatives }: Term): boolean {
  return isAssertion || (alternatives?.some((sequence) => sequence.some(asserts)) ?? false);
}

function single(term: Term): Term {
  return { ...term, min: 1, max: 1, quantifier: "" };
}

/** Whether it repeats something that itself repeats, with nothing between that says where one ends and the next begins. */
function explodes(term: Term): boolean {
  if (!term.alternatives) return false;
  if (term.alternatives.some((sequence) => sequence.some(explodes))) return true;
  return term.max >= many && !term.isAssertion && term.alternatives.some(isElastic);
}

function isElastic(sequence: readonly Term[]): boolean {
  return sequence.some(
    (term) => repeats(term) && sequence.every((other) => other === term || other.isAssertion || isNullable(other)),
  );
}

function repeats(term: Term): boolean {
  if (term.isAssertion) return false;
  return (term.max >= many && term.max > term.min) || (term.alternatives?.some(isElastic) ?? false);
}

function isNullable({ min, isAssertion, alternatives }: Term): boolean {
  return min === 0 || isAssertion || (alternatives?.some((sequence) => sequence.every(isNullable)) ?? false);
}

function write(alternatives: readonly (readonly Term[])[]): string {
  return alternatives.map((sequence) => sequence.map(writeTerm).join("")).join("|");
}

function writeTerm({ text, alternatives, quantifier: own }: Term): string {
  return `${text}${alternatives ? `${write(alternatives)})` : ""}${own}`;
}
