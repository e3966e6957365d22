import {
  type Diagnostic,
  type MockConfig,
  mock,
  type Operation,
  type PrismRequest,
  type PrismResponse,
} from "./index.ts";

/** How often a response is generated at most, until it keeps to its schema. */
const mostTries = 32;

export interface MockedResponse {
  readonly response: PrismResponse;
  /** What in it breaks the description; none where it has not been validated. */
  readonly diagnostics?: readonly Diagnostic[];
}

/**
 * Prism's mocking, but that a generated response keeps to its schema, where that can be had: json-schema-faker overlooks some
 * keywords now and then, and exclusive bounds always. Where nothing can be generated, for want of a schema, the example is
 * taken.
 *
 * @param diagnostics what is wrong with the request
 * @param validate what in a response breaks the description
 */
export function mockValid(
  operation: Operation,
  request: PrismRequest,
  diagnostics: readonly Diagnostic[],
  config: MockConfig,
  validate: (response: PrismResponse) => readonly Diagnostic[],
): MockedResponse | Error {
  if (!config.dynamic) {
    const response = mock(operation, request, diagnostics, config);
    return response instanceof Error ? response : { response };
  }
  const inclusive = withInclusiveBounds(operation);
  // Where Prism makes calls of its own with each response, these must not be made again.
  const most = operation.callbacks ? 1 : mostTries;
  for (let tries = 1; ; tries++) {
    // The same seed would generate the same again.
    const seed = config.seed === undefined || tries === 1 ? config.seed : `${config.seed} ${tries}`;
    const response = mock(inclusive, request, diagnostics, { ...config, ...(seed !== undefined && { seed }) });
    if (response instanceof Error) {
      const example = mock(operation, request, diagnostics, { ...config, dynamic: false });
      return example instanceof Error ? response : { response: example };
    }
    const found = validate(response);
    if (tries === most || found.every(({ severity }) => severity > 0)) return { response, diagnostics: found };
  }
}

/** Each is made once: descriptions are large, and operations share their parts. */
const copies = new WeakMap<object, unknown>();

/** json-schema-faker knows exclusive bounds only as JSON Schema's draft 4 had them, by a boolean beside the bound. */
function withInclusiveBounds(operation: Operation): Operation {
  const { responses, __bundled__: bundled } = operation as Operation & { readonly __bundled__?: object };
  return Object.assign({}, operation, {
    responses: inclusiveCopy(responses),
    ...(bundled && { __bundled__: inclusiveCopy(bundled) }),
  });
}

function inclusiveCopy<Part extends object>(part: Part): Part {
  const made = copies.get(part) ?? JSON.parse(JSON.stringify(part), (_, value) => withBounds(value));
  copies.set(part, made);
  return made as Part; // But for its bounds.
}

/** A schema with the bounds that json-schema-faker understands; anything else as it is. */
function withBounds(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { type, minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = value as Bounds;
  // Of numbers with a fraction, the bound itself is generated so rarely that another try will do.
  const whole = type === "integer";
  const least = typeof above === "number" ? (whole ? Math.floor(above) + 1 : above) : undefined;
  const most = typeof below === "number" ? (whole ? Math.ceil(below) - 1 : below) : undefined;
  if (least === undefined && most === undefined) return value;
  return {
    ...value,
    ...(least !== undefined && { minimum: Math.max(least, minimum ?? least), exclusiveMinimum: undefined }),
    ...(most !== undefined && { maximum: Math.min(most, maximum ?? most), exclusiveMaximum: undefined }),
  };
}

interface Bounds {
  readonly type?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  /** A number in a schema; where it is the name of a property, its schema. */
  readonly exclusiveMinimum?: unknown;
  readonly exclusiveMaximum?: unknown;
}
