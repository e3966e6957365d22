/** A description is none that can be mocked, for what stands at a pointer. */
export class InvalidDescription extends Error {
  /** A JSON Pointer in a URI fragment (RFC 6901, section 6). */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

const wanted = "A description begins with `openapi: 3.1.0`, or another version from 3.0 to 3.2.";

/** @throws {InvalidDescription} where a document is of a version of the specification that would be read as another one */
export function checkVersion({ openapi, swagger }: Readonly<Record<string, unknown>>): void {
  if (openapi === undefined && swagger !== undefined) {
    throw new InvalidDescription("#/swagger", `This is Swagger ${swagger}: convert it first. ${wanted}`);
  }
  if (openapi === undefined) throw new InvalidDescription("#", `this is no OpenAPI description. ${wanted}`);
  if (/^3\.[012](\.|$)/.test(String(openapi))) return;
  throw new InvalidDescription("#/openapi", `openapi ${openapi} is no version that the mock knows. ${wanted}`);
}
