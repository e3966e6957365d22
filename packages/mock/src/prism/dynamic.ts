import type { Operation } from "../engine/summarize.ts";
import { prismMock, validateOutput } from "./index.ts";

/** How often an answer is made up at most, until it keeps to its schema. */
const mostTries = 32;

/**
 * Prism's mocking, but that what is made up keeps to its schema, where that can be had: json-schema-faker overlooks some
 * keywords now and then, and excluded bounds always. Where nothing can be made up, for want of a schema, the example stands.
 */
export const mockSoundly: typeof prismMock = ({ resource, input, config }) => {
  if (!config.dynamic) return prismMock({ resource, input, config });
  const easier = withInclusiveBounds(resource);
  // Where Prism makes calls of its own with each answer, these must not be made again.
  const most = resource.callbacks ? 1 : mostTries;
  return (logger) => {
    for (let tries = 1; ; tries++) {
      // The same seed would make the same again.
      const seed = config.seed === undefined || tries === 1 ? config.seed : `${config.seed} ${tries}`;
      const result = prismMock({ resource: easier, input, config: { ...config, ...(seed !== undefined && { seed }) } })(
        logger,
      );
      if (result._tag === "Left") {
        const example = prismMock({ resource, input, config: { ...config, dynamic: false } })(logger);
        return example._tag === "Right" ? example : result;
      }
      if (tries === most || validateOutput({ resource, element: result.right })._tag === "Right") return result;
    }
  };
};

/** Each is made once: descriptions are large, and operations share their parts. */
const known = new WeakMap<object, unknown>();

/** json-schema-faker knows excluded bounds only as JSON Schema's draft 4 had them, by a boolean beside the bound. */
function withInclusiveBounds(operation: Operation): Operation {
  const { responses, __bundled__: bundled } = operation as Operation & { readonly __bundled__?: object };
  return Object.assign({}, operation, {
    responses: inclusive(responses),
    ...(bundled && { __bundled__: inclusive(bundled) }),
  });
}

function inclusive<Part extends object>(part: Part): Part {
  const made = known.get(part) ?? JSON.parse(JSON.stringify(part), (_, value) => withBounds(value));
  known.set(part, made);
  return made as Part; // But for its bounds.
}

/** A schema with the bounds that json-schema-faker understands; anything else as it is. */
function withBounds(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { type, minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = value as Bounds;
  // Of numbers with a fraction, the bound itself is made up so rarely that another try will do.
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
