import { type Answer, problem, withViolations } from "../answer.ts";
import { prismErrorAnswer } from "../prism/errors.ts";
import { type Operation, responseDiagnostics } from "../prism/index.ts";
import { loadOperations } from "../prism/load.ts";
import { toPrismRequest } from "../prism/request.ts";
import { writeResponse } from "../prism/response.ts";
import { toViolation } from "../prism/violations.ts";
import { readAccept } from "./accept.ts";
import { checkExamples, type ExampleIssue } from "./check-examples.ts";
import { decodeBody } from "./decode-body.ts";
import { judgeExchange } from "./judge-exchange.ts";
import { mockResponse } from "./mock-response.ts";
import type { OperationSummary } from "./operation-summary.ts";
import { personalResponse } from "./personal-response.ts";
import { readPreference, refusePreference } from "./prefer.ts";
import type { EngineRequest } from "./request.ts";
import { summarize } from "./summarize.ts";
import { validateRequest } from "./validate.ts";

/** How answers are made. */
export interface EngineOptions {
  /** Generates values instead of taking the description's examples. */
  readonly dynamic: boolean;
  /** Leaves the examples as they are written, whatever the request has in it. */
  readonly static: boolean;
  /** The same seed generates the same values. */
  readonly seed: string | undefined;
  /** Calls the addresses that a request names, where its operation describes callbacks (OpenAPI 3.1, section 4.8.18). */
  readonly callbacks: boolean;
}

/** What an engine is made of. */
export interface EngineSource extends EngineOptions {
  /** The path or URL of a description, JSON or YAML, or a parsed one. */
  readonly description: string | object;
}

/** Answers requests as a description says. */
export interface Engine {
  readonly operations: readonly OperationSummary[];
  /**
   * @throws {UnwritableResponse} where the description's response can't be sent
   * @throws what Prism throws at something in the request
   */
  answer(request: EngineRequest): Answer;
  /** Validates what a description documents against its own schemas, one operation after the other. */
  checkExamples(): AsyncIterable<ExampleIssue>;
}

/**
 * Prism's validation and mocking over a description. Prism's own HTTP server is left out: it is what never answers malformed
 * JSON, and what ends the process on a path that can't be decoded. So is its search for the operation, whose time grows
 * with their number: the HTTP server has found it.
 *
 * @throws where the description can't be read, or is none that Prism knows
 */
export async function createEngine({ description, callbacks, ...options }: EngineSource): Promise<Engine> {
  const described = await loadOperations(description);
  // Prism would call any address that a request names: any page could reach what only this machine can.
  const operations = callbacks ? described : described.map(({ callbacks: _, ...operation }) => operation);
  return {
    operations: operations.map(summarize),
    answer(request) {
      const operation = operations[request.operation];
      if (!operation) throw new RangeError(`There is no operation ${request.operation}.`);
      return answer(operation, request, options);
    },
    checkExamples: () => checkExamples(operations),
  };
}

function answer(
  operation: Operation,
  { path, query, headers, body, parameters, preference: given, observed }: EngineRequest,
  { dynamic, seed, static: isStatic }: Omit<EngineOptions, "callbacks">,
): Answer {
  const accept = readAccept(headers["accept"] ?? "") ?? (observed && "*/*");
  if (accept === undefined) return problem(400, "accept", "The Accept header is no list of media types.");
  const decoded = decodeBody(body, headers["content-type"] ?? "");
  const [value, malformed] = "malformed" in decoded ? [undefined, decoded.malformed] : [decoded.value, undefined];
  const request = toPrismRequest(operation, { path, query, headers: { ...headers, accept }, body: value });
  if (observed) {
    const diagnostics = validateRequest(operation, request, malformed);
    const judged = judgeExchange(operation, diagnostics, observed, responseDiagnostics);
    return withViolations(judged, judged.violations);
  }
  const preference = given ?? readPreference(request);
  const refusal = refusePreference(operation, preference);
  if (refusal) return refusal;
  if (operation.responses.every(({ code }) => code.startsWith("1"))) {
    return problem(501, "no-response", "The description has no response for this operation.");
  }

  const diagnostics = validateRequest(operation, request, malformed);
  const { code, example, dynamic: isDynamic = dynamic, seed: ownSeed = seed } = preference ?? {};
  const config = {
    dynamic: isDynamic,
    ...(code !== undefined && { code }),
    ...(example !== undefined && { exampleKey: example }),
    ...(ownSeed !== undefined && { seed: ownSeed }),
  };
  const mocked = personalResponse(operation, request, diagnostics, config, {
    isStatic,
    sent: { path: parameters, query, body: value },
    // Prism writes into its configuration.
    make: (one) => mockResponse(operation, request, diagnostics, { ...one }),
    validate: (response) => responseDiagnostics(operation, response),
  });
  if (mocked instanceof Error) return prismErrorAnswer(mocked);
  const violations = diagnostics.map((diagnostic) => toViolation("request", diagnostic));
  if ("refusal" in mocked) return withViolations(mocked.refusal, violations);
  const refused = violations.some(({ severity }) => severity === "Error");
  return withViolations(
    {
      status: mocked.response.statusCode,
      ...writeResponse(mocked.response),
      verdict: refused ? "refused" : "accepted",
    },
    [...violations, ...mocked.diagnostics.map((diagnostic) => toViolation("response", diagnostic))],
  );
}
