/** By the pattern as it is written. */
const known = new Map<string, string | undefined>();

/**
 * A regular expression as JSON Schema 2020-12 has it (Core, section 6.4: ECMA-262 with Unicode). People write what regular
 * expressions without Unicode allow: escapes that nothing needs, braces that count nothing. These are put right.
 *
 * @returns nothing where it is no regular expression even so, as one in another dialect
 */
export function readablePattern(pattern: string): string | undefined {
  if (!known.has(pattern)) known.set(pattern, [pattern, strict(pattern)].find(compiles));
  return known.get(pattern);
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
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
