import { visit } from "jsonc-parser";

/** Values in values in values: more than any description needs, and less than what a recursive validator can take. */
const deepest = 200;

/** Ends the parsing. One for all: an error of its own for each text would keep something of it. */
const stop = new Error("malformed");

export type ParsedJson =
  | { readonly value: unknown }
  | { readonly malformed: string }
  /** It may be well-formed: an implementation may limit the depth (RFC 8259, section 9). */
  | { readonly tooDeep: string };

/**
 * The value of a JSON text (RFC 8259), as `JSON.parse` would give it, or what is wrong with the text. `JSON.parse` itself would
 * tell it by an error, which has the place now and then only, and of which V8 keeps a part until its next full collection:
 * a mock that gets many such texts would grow meanwhile.
 */
export function parseJson(text: string): ParsedJson {
  const builder = new Builder();
  let malformed: string | undefined;
  let isTooDeep = false;
  const open = (container: Container) => {
    if (builder.depth === deepest) {
      isTooDeep = true;
      throw stop;
    }
    builder.open(container);
  };
  try {
    visit(
      text,
      {
        onObjectBegin: () => open({}),
        onArrayBegin: () => open([]),
        onObjectProperty: (name) => builder.name(name),
        onLiteralValue: (value) => builder.add(value),
        onObjectEnd: () => builder.close(),
        onArrayEnd: () => builder.close(),
        onError(_error, _offset, _length, line, column) {
          malformed = `The body is not valid JSON (line ${line + 1}, column ${column + 1})`;
          throw stop;
        },
      },
      { disallowComments: true },
    );
  } catch (error) {
    if (error !== stop) throw error;
  }
  if (isTooDeep)
    return { tooDeep: `The body has more than ${deepest} values in each other, which is all that the mock reads` };
  return malformed === undefined ? { value: builder.value } : { malformed };
}

type Container = unknown[] | Record<string, unknown>;

/** Puts a value together from its parts, in their order in the text. */
class Builder {
  /** The whole, as soon as the last part has been added. */
  value: unknown;
  #container: Container | undefined;
  #name = "";
  readonly #outer: (Container | undefined)[] = [];

  /** How many objects and arrays are open. */
  get depth(): number {
    return this.#outer.length;
  }

  /** The name of the property that comes next. */
  name(name: string): void {
    this.#name = name;
  }

  add(value: unknown): void {
    const container = this.#container;
    if (container === undefined) this.value = value;
    else if (Array.isArray(container)) container.push(value);
    // What is assigned to this name would become the object's prototype.
    else if (this.#name === "__proto__") {
      Object.defineProperty(container, this.#name, { value, configurable: true, enumerable: true, writable: true });
    } else container[this.#name] = value;
  }

  open(container: Container): void {
    this.add(container);
    this.#outer.push(this.#container);
    this.#container = container;
  }

  close(): void {
    this.#container = this.#outer.pop();
  }
}
