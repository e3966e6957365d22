/** A description is none that can be mocked, for what stands at a pointer. */
export class InvalidDescription extends Error {
  /** A JSON Pointer in a URI fragment (RFC 6901, section 6). */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

const known: Readonly<Record<string, RegExp>> = {
  openapi: /^3\.[012](\.|$)/,
  swagger: /^2(\.0)?$/,
};

/** @throws {InvalidDescription} where a document is of a version of the specification that Prism would read as another one */
export function checkVersion(document: Readonly<Record<string, unknown>>): void {
  const name = Object.keys(known).find((field) => document[field] !== undefined);
  const wanted = "A description begins with `openapi: 3.1.0`, or another version from 3.0 to 3.2.";
  if (name === undefined) throw new InvalidDescription("#", `this is no OpenAPI description. ${wanted}`);
  const version = String(document[name]);
  if (known[name]?.test(version)) return;
  throw new InvalidDescription(`#/${name}`, `${name} ${version} is no version that the mock knows. ${wanted}`);
}
