import type { IHttpConfig, IHttpRequest } from "@stoplight/prism-http";
import { type Answer, problem } from "../answer.ts";
import { refusal } from "../prism/errors.ts";
import { createInstance, getHttpConfigFromRequest, serialize } from "../prism/index.ts";
import { loadOperations } from "../prism/load.ts";
import { silentLogger } from "../prism/logger.ts";
import { toViolation, violationsHeader } from "../prism/violations.ts";
import {
  type EngineRequest,
  type EngineSource,
  type Finding,
  type OperationSummary,
  operationKey,
} from "../worker/messages.ts";
import { check } from "./check-examples.ts";
import { decodeBody } from "./decode-body.ts";
import { contentType, parseMediaType } from "./media-type.ts";
import { undocumented, unknownPreference } from "./prefer.ts";
import { summarize } from "./summarize.ts";
import { mock, validate } from "./validate.ts";

/** An answer of the description that is no fault of the request. */
export class Unwritable extends Error {}

/** Answers requests as a description says. */
export interface Engine {
  readonly operations: readonly OperationSummary[];
  /** @throws where Prism does: but for {@link Unwritable}, at what is in the request */
  answer(request: EngineRequest): Promise<Answer>;
  /** Gives what a description promises to its own schema, one operation after the other. */
  check(): AsyncIterable<Finding>;
}

/**
 * Prism's mocking and validating engine over a description. Prism's own HTTP server is left out: it is what never answers
 * malformed JSON, and what ends the process on a path that can't be decoded. So is its search for the operation, whose
 * time grows with their number: the front door has found it.
 *
 * @throws where the description can't be read, or is none that Prism knows
 */
export async function createEngine({ description, dynamic, seed, callbacks }: EngineSource): Promise<Engine> {
  const described = await loadOperations(description);
  // Prism would call any address that a request names: any page could reach what only this machine can.
  const operations = callbacks ? described : described.map(({ callbacks: _, ...operation }) => operation);
  const byKey = new Map(operations.map((operation) => [operationKey(operation), operation]));
  const config: IHttpConfig = {
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    isProxy: false,
    upstreamProxy: undefined,
    mock: { dynamic, ...(seed !== undefined && { seed }) },
  };
  const prism = createInstance(config, {
    logger: silentLogger,
    route: ({ resources: [operation] }) =>
      operation === undefined
        ? { _tag: "Left", left: new Error("The front door found no operation.") }
        : { _tag: "Right", right: operation },
    validateInput: validate,
    mock,
  });

  return {
    operations: operations.map(summarize),
    async answer({ operation: key, path, query, headers, body }) {
      const operation = byKey.get(key);
      // Only where another description has been read since the front door found it.
      if (!operation) return problem(503, "reloaded", "The description has just changed: send the request again.");
      const accept = readAccept(headers["accept"] ?? "");
      if (accept === "") return problem(400, "accept", "The Accept header is no list of media types.");
      const input: IHttpRequest = {
        method: operation.method as IHttpRequest["method"], // One of those that Prism knows, since Prism has read it.
        // To Prism a comma makes a list of any parameter; encoded, only of those that are lists.
        url: { path: path.replaceAll(",", "%2C"), query: readQuery(query) },
        headers: canonical({ ...headers, accept: accept ?? "*/*" }),
        body: body && decodeBody(body, headers["content-type"] ?? ""),
      };
      const preferences = getHttpConfigFromRequest(input);
      if (preferences._tag === "Left") return undocumented(operation, "The Prefer header can't be understood.");
      const { code, exampleKey, ...preferred } = preferences.right;
      const unknown = unknownPreference(operation, code, exampleKey);
      if (unknown !== undefined) return undocumented(operation, unknown);

      if (operation.responses.every(({ code }) => code.startsWith("1"))) {
        return problem(501, "no-response", "The description has no response for this operation.");
      }

      const asked = Object.entries({ code, exampleKey, ...preferred }).filter(([, value]) => value !== undefined);
      const result = await prism.request(input, [operation], {
        ...config,
        mock: { ...config.mock, ...Object.fromEntries(asked) },
      })();
      if (result._tag === "Left") return refusal(result.left);

      const { output, validations } = result.right;
      const violations = [
        ...validations.input.map((diagnostic) => toViolation("request", diagnostic)),
        ...validations.output.map((diagnostic) => toViolation("response", diagnostic)),
      ];
      const answered = Object.fromEntries(
        Object.entries(output.headers ?? {}).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
      );
      return {
        status: output.statusCode,
        headers: { ...answered, ...(violations.length > 0 && { "sl-violations": violationsHeader(violations) }) },
        body: write(output.body, contentType(answered)),
        violations,
      };
    },
    check: () => check(operations),
  };
}

/**
 * The media types of an `Accept` header (RFC 9110, section 12.5.1), without the likes of `*`, which Java's own client sends.
 *
 * @returns nothing where there is none in it, which is as good as any, and an empty text where none of them is a media type
 */
function readAccept(header: string): string | undefined {
  const ranges = header.split(",").flatMap((range) => range.trim() || []);
  if (ranges.length === 0) return undefined;
  return ranges.filter((range) => parseMediaType(range)).join(", ");
}

/** Headers as Prism expects them: the scheme of credentials is of any case (RFC 9110, section 11.1), a password of any characters. */
function canonical(headers: Readonly<Record<string, string>>): Record<string, string> {
  const [, scheme = "", rest = ""] = /^(\S+) +(.*)$/.exec(headers["authorization"] ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
      return { ...headers, authorization: `Bearer ${rest}` };
    case "basic": {
      // Prism takes a colon in the password for a fault; RFC 7617 forbids it in the user name only.
      const [name, ...password] = Buffer.from(rest, "base64").toString().split(":");
      const token = password.length > 0 ? Buffer.from(`${name}:${password.join("")}`).toString("base64") : rest;
      return { ...headers, authorization: `Basic ${token}` };
    }
    default:
      return { ...headers };
  }
}

/** @throws {Unwritable} where Prism has no way to write the value as that media type */
function write(body: unknown, mediaType: string | undefined): string | undefined {
  try {
    const text: unknown = serialize(body, mediaType);
    return text === undefined ? undefined : String(text);
  } catch (error) {
    throw new Unwritable(`The description's answer can't be written as ${mediaType}: ${(error as Error).message}`);
  }
}

function readQuery(query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((key) => {
      const [first = "", ...more] = parameters.getAll(key);
      return [key, more.length > 0 ? [first, ...more] : first];
    }),
  );
}
