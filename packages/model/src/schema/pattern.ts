import { withoutExplosion } from "./backtracking.ts";

/** By the pattern as it is written. */
const known = new Map<string, string | undefined>();

/**
 * A regular expression as JSON Schema 2020-12 has it (Core, section 6.4: ECMA-262 with Unicode). People write what regular
 * expressions without Unicode allow: escapes that nothing needs, braces that count nothing. And they write what other languages
 * have, and ECMA-262 has by another name. These are put right, and what would never come to an end is written otherwise.
 *
 * @returns nothing where it is no regular expression even so, as one in another dialect, or one that never comes to an end
 */
export function readablePattern(pattern: string): string | undefined {
  if (!known.has(pattern)) {
    const readable = regularExpression(pattern);
    const quick = readable === undefined ? undefined : withoutExplosion(readable);
    known.set(pattern, quick !== undefined && compiles(quick) ? quick : undefined);
  }
  return known.get(pattern);
}

/** What a pattern has to be that {@link readablePattern} does not read. */
export function wantedOf(pattern: string): string {
  return regularExpression(pattern) === undefined
    ? "a regular expression of ECMA-262"
    : "a regular expression that comes to an end with any text in good time";
}

function regularExpression(pattern: string): string | undefined {
  const translated = translate(pattern);
  return [pattern, translated, strict(translated)].find(compiles);
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** What Perl, Python and POSIX call otherwise; the flags of the whole are modifiers of a group (ECMA-262, section 22.2.1). */
const translations: readonly (readonly [RegExp, string])[] = [
  [/\(\?P</g, "(?<"],
  [/\(\?P=(\w+)\)/g, "\\k<$1>"],
  [/\\A/g, "^"],
  [/\\[zZ]/g, "$"],
  [/\[:alpha:\]/g, "A-Za-z"],
  [/\[:alnum:\]/g, "A-Za-z0-9"],
  [/\[:digit:\]/g, "0-9"],
  [/\[:xdigit:\]/g, "A-Fa-f0-9"],
  [/\[:upper:\]/g, "A-Z"],
  [/\[:lower:\]/g, "a-z"],
  [/\[:space:\]/g, "\\s"],
  [/^(\^?)\(\?([ims]+)\)(.*)$/s, "(?$2:$1$3)"],
];

function translate(pattern: string): string {
  return translations.reduce((text, [from, to]) => text.replace(from, to), pattern);
}

/** Outside of a class: an escape, a class, a quantifier, or one character. */
const parts = /\\(.)|(\[(?:\\.|[^\]\\])*\])|(\{\d+(?:,\d*)?\})|(.)/gsu;
/** Characters that may be escaped (ECMA-262, section 22.2.1: SyntaxCharacter and `/`), and letters that mean something. */
const escapable = /[\^$\\.*+?()[\]{}|/bBcdDfknpPrsStuvwWx0-9]/;

function strict(pattern: string): string {
  return pattern.replace(parts, (part, escaped?: string, group?: string, quantifier?: string) => {
    if (escaped !== undefined) return escapable.test(escaped) ? part : escaped;
    if (group !== undefined) return strictClass(group);
    if (quantifier !== undefined) return part;
    return /[{}\]]/.test(part) ? `\\${part}` : part;
  });
}

/** In a class, also a hyphen may be escaped; after a set such as `\w` it can only be one. */
function strictClass(group: string): string {
  return group
    .replace(/\\(.)/gsu, (part, escaped: string) => (escaped === "-" || escapable.test(escaped) ? part : escaped))
    .replace(/(\\[dDsSwW])-(?!\])/g, "$1\\-")
    .replace(/-(\\[dDsSwW])/g, "\\-$1");
}
