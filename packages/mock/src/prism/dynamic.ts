import {
  type Diagnostic,
  type MockConfig,
  mock,
  type Operation,
  type PrismRequest,
  type PrismResponse,
  ProblemJsonError,
} from "./index.ts";
import { type Bundle, createWriteOut } from "./write-out.ts";

/** How often a response is generated at most, until it keeps to its schema. */
const mostTries = 32;

export interface MockedResponse {
  readonly response: PrismResponse;
  /** What in it breaks the description. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Prism's mocking, but that what it makes of a schema keeps to it, where that can be had: json-schema-faker overlooks some
 * keywords now and then, and exclusive bounds always, and Prism's sampler gives up on schemas that refer to each other. Where no
 * value comes of it, the model's example is taken; where nothing can be generated, for want of a schema, the written one.
 *
 * @param diagnostics what is wrong with the request
 * @param validate what in a response breaks the description
 * @param exemplified the operation with an example for each response that has a schema and none
 */
export function mockValid(
  operation: Operation,
  request: PrismRequest,
  diagnostics: readonly Diagnostic[],
  config: MockConfig,
  validate: (response: PrismResponse) => readonly Diagnostic[],
  exemplified: () => Operation,
): MockedResponse | Error {
  const make = (of: Operation, fields: object = {}) => {
    // Prism writes into its configuration.
    const response = mock(of, request, diagnostics, { ...config, ...fields });
    return response instanceof Error ? response : { response, diagnostics: validate(response) };
  };
  const made = config.dynamic ? generate(operation, config.seed, make) : make(operation);
  if (isFinal(made)) return made;
  const { callbacks: _, ...other } = exemplified(); // The calls that it makes have been made.
  const example = make(other, { dynamic: false });
  return !(example instanceof Error) && (made instanceof Error || isFinal(example)) ? example : made;
}

/** Whether it is what was wanted, or a refusal of the request. */
function isFinal(made: MockedResponse | Error): boolean {
  if (made instanceof Error) return made instanceof ProblemJsonError && made.status < 500;
  return made.diagnostics.every(({ severity }) => severity > 0);
}

/** Generates until what comes of it keeps to its schema. */
function generate(
  operation: Operation,
  seed: string | undefined,
  make: (of: Operation, fields: object) => MockedResponse | Error,
): MockedResponse | Error {
  const plain = withPlainSchemas(operation);
  // Where Prism makes calls of its own with each response, these must not be made again.
  const most = operation.callbacks ? 1 : mostTries;
  for (let tries = 1; ; tries++) {
    // The same seed would generate the same again.
    const made = make(plain, seed === undefined || tries === 1 ? {} : { seed: `${seed} ${tries}` });
    if (tries === most || made instanceof Error || isFinal(made)) return made;
  }
}

const writers = new WeakMap<object, (schema: object) => object>();
const known = new WeakMap<Operation["responses"], Operation["responses"]>();

/** An operation whose schemas are such as json-schema-faker understands: without references, and with bounds that it knows. */
function withPlainSchemas(operation: Operation): Operation {
  const { responses, __bundled__: bundle = {} } = operation as Operation & { readonly __bundled__?: Bundle };
  const writeOut = writers.get(bundle) ?? createWriteOut(bundle, withInclusiveBounds);
  writers.set(bundle, writeOut);
  const plain = known.get(responses) ?? responses.map((response) => withSchemas(response, writeOut));
  known.set(responses, plain);
  return Object.assign({}, operation, { responses: plain, __bundled__: {} });
}

type Response = Operation["responses"][number];

function withSchemas(response: Response, change: (schema: object) => object): Response {
  const changed = <Part extends { readonly schema?: object }>(part: Part): Part =>
    part.schema ? { ...part, schema: change(part.schema) } : part;
  const { contents, headers } = response;
  return {
    ...response,
    ...(contents && { contents: contents.map(changed) }),
    ...(headers && { headers: headers.map(changed) }),
  };
}

/** json-schema-faker knows exclusive bounds only as JSON Schema's draft 4 had them, by a boolean beside the bound. */
function withInclusiveBounds(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { type, minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema as Bounds; // Each is looked at.
  // Of numbers with a fraction, the bound itself is generated so rarely that another try will do.
  const whole = type === "integer";
  const least = typeof above === "number" ? (whole ? Math.floor(above) + 1 : above) : undefined;
  const most = typeof below === "number" ? (whole ? Math.ceil(below) - 1 : below) : undefined;
  if (least === undefined && most === undefined) return schema;
  return {
    ...schema,
    ...(least !== undefined && { minimum: Math.max(least, minimum ?? least), exclusiveMinimum: undefined }),
    ...(most !== undefined && { maximum: Math.min(most, maximum ?? most), exclusiveMaximum: undefined }),
  };
}

interface Bounds {
  readonly type?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: unknown;
  readonly exclusiveMaximum?: unknown;
}
