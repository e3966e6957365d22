/** One row of a table: a property, a parameter, a header, a variant, a credential. Plain facts, no HTML. */
export interface Field {
  /** Unique on its page, and fit for the fragment of a URL (RFC 3986, section 3.5). */
  readonly id: string;
  readonly name: string;
  /** Whether the name is one of the API; otherwise it is a word of ours, such as `each item`. */
  readonly named: boolean;
  /** In words. */
  readonly type: string;
  /** None where the question does not arise, as for a variant. */
  readonly required?: boolean;
  readonly deprecated: boolean;
  readonly title?: string;
  /** CommonMark. */
  readonly description: string;
  /** What is demanded beyond the type, in words; names of the API are between backticks. */
  readonly constraints: readonly string[];
  /** The values of an enumeration that is too long for its constraint, as JSON. */
  readonly values?: readonly string[];
  readonly examples: readonly ExampleRow[];
  readonly links: readonly LinkRow[];
  /** The named schema whose fields are not repeated here. */
  readonly same?: SameAs;
  readonly children: readonly Field[];
}

export interface SameAs {
  readonly name: string;
  /** The row below which its fields are written out; none where that is on no row of the table. */
  readonly id?: string;
}

/** An example as text: JSON, or what is sent. */
export interface ExampleRow {
  readonly name?: string;
  readonly summary?: string;
  /** CommonMark. */
  readonly description?: string;
  readonly text: string;
}

/** A link to outside of the site. */
export interface LinkRow {
  /** What it leads to, as in `Token URL`. */
  readonly label: string;
  readonly url: string;
  readonly text: string;
}

/** A row in which nothing is said but its name and type. */
export function plainField(fields: Pick<Field, "id" | "name" | "type"> & Partial<Field>): Field {
  return {
    named: true,
    deprecated: false,
    description: "",
    constraints: [],
    examples: [],
    links: [],
    children: [],
    ...fields,
  };
}

/** A name as part of an id: what is neither a letter of ASCII nor a digit, `-` or `_` is written as `~` and its number. */
export function idPart(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, (character) => `~${character.charCodeAt(0).toString(16)}~`);
}
