/** Texts that are made up. The seed decides what they are made of, so that nobody can fit a server to them. */
export interface Texts {
  /** Quotes, line breaks, letters of several scripts and characters beyond 16 bits: who allows any text allows it. */
  readonly odd: string;
  /** A name that no description has. */
  readonly name: string;
  /** One in which there is more than letters and digits. */
  readonly oddName: string;
}

const letters = ["ø", "ß", "κ", "Ж", "家", "ع", "ñ", "ő"];
const symbols = ["🔑", "🚪", "𝄞", "🗝"];

export function textsOf(seed: number): Texts {
  const letter = letters[seed % letters.length];
  const symbol = symbols[seed % symbols.length];
  return {
    odd: ` ${letter}'s "${symbol}"\n\t<&> {${letter}} %41 \\ ; 0 `,
    name: `undescribed${seed}`,
    oddName: `${letter} $ref/~1.'${symbol}`,
  };
}

/** Characters as JSON Schema counts them: code points (JSON Schema Validation 2020-12, section 6.3.1). */
export function pointsOf(text: string): string[] {
  return Array.from(text);
}
