import type { Notice } from "@spkey/model/outline";
import { type Answer, problem, withViolations } from "../answer.ts";
import { prismErrorAnswer } from "../prism/errors.ts";
import type { Diagnostic, PrismResponse } from "../prism/index.ts";
import { toPrismRequest } from "../prism/request.ts";
import { writeResponse } from "../prism/response.ts";
import { toViolation } from "../prism/violations.ts";
import { readAccept } from "./accept.ts";
import { checkExamples } from "./check-examples.ts";
import { decodeBody } from "./decode-body.ts";
import { type DescribedOperation, readDescribed, schemasOf, type Validators } from "./describe.ts";
import type { ExampleIssue } from "./example-issue.ts";
import { judgeExchange } from "./judge-exchange.ts";
import { type Mocked, mockResponse } from "./mock-response.ts";
import type { OperationSummary } from "./operation-summary.ts";
import { personalResponse } from "./personal-response.ts";
import { readPreference, refusePreference, withoutPreferences } from "./prefer.ts";
import type { EngineRequest } from "./request.ts";
import { summarize } from "./summarize.ts";
import { validateRequest } from "./validate.ts";
import { responseDiagnostics } from "./validate-response.ts";

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
  /** What of the description can't be read, and so is not held against anything. */
  readonly notices: readonly Notice[];
  /** Whether an operation's schemas have been compiled: its first request waits for that otherwise. */
  isPrepared(operation: number): boolean;
  /**
   * Compiles the schemas of an operation, which may take seconds.
   *
   * @returns those that can't be compiled: nothing is held against them
   */
  prepare(operation: number): readonly Notice[];
  /**
   * @throws {UnwritableResponse} where the description's response can't be sent
   * @throws what Prism throws at something in the request
   */
  answer(request: EngineRequest): Answer;
  /** Validates what a description documents against its own schemas, one operation after the other. */
  checkExamples(): AsyncIterable<ExampleIssue>;
}

/**
 * Prism's mocking over a description, and validation by the model. Prism's own HTTP server is left out: it is what never answers
 * malformed JSON, and what ends the process on a path that can't be decoded. So is its search for the operation, whose time grows
 * with their number: the HTTP server has found it.
 *
 * @throws where the description can't be read, or is none that Prism knows
 */
export async function createEngine({ description, callbacks, ...options }: EngineSource): Promise<Engine> {
  const described = await readDescribed(description);
  const { validators, notices } = described;
  // Prism would call any address that a request names: any page could reach what only this machine can.
  const operations = callbacks ? described.operations : described.operations.map(withoutCallbacks);
  const prepared = new Set<number>();
  const operationAt = (index: number): DescribedOperation => {
    const operation = operations[index];
    if (!operation) throw new RangeError(`There is no operation ${index}.`);
    return operation;
  };
  return {
    operations: operations.map(summarize),
    notices,
    isPrepared: (operation) => prepared.has(operation),
    prepare(operation) {
      prepared.add(operation);
      return uncompilable(operationAt(operation), validators);
    },
    answer: (request) => answer(operationAt(request.operation), request, validators, options),
    checkExamples: () => checkExamples(operations, validators.response),
  };
}

function withoutCallbacks({ prism: { callbacks: _, ...prism }, ...others }: DescribedOperation): DescribedOperation {
  return { prism, ...others };
}

function uncompilable({ model }: DescribedOperation, validators: Validators): Notice[] {
  const schemas = schemasOf(model);
  return (["request", "response"] as const).flatMap((direction) =>
    schemas[direction].flatMap((schema) => {
      const reason = validators[direction].compile(schema);
      return reason === undefined
        ? []
        : [{ pointer: schema.pointer, message: `Nothing is held against it: ${reason}.` }];
    }),
  );
}

function answer(
  operation: DescribedOperation,
  request: EngineRequest,
  validators: Validators,
  { dynamic, seed, static: isStatic }: Omit<EngineOptions, "callbacks">,
): Answer {
  const { path, query, headers, body, parameters, preference: given, observed } = request;
  const { prism, model } = operation;
  const accept = readAccept(headers["accept"] ?? "") ?? (observed && "*/*");
  if (accept === undefined) return problem(400, "accept", "The Accept header is no list of media types.");
  const decoded = decodeBody(body, headers["content-type"] ?? "");
  if ("tooDeep" in decoded) return problem(413, "body-too-deep", `${decoded.tooDeep}.`);
  const value = "value" in decoded ? decoded.value : undefined;
  const seen = toPrismRequest(prism, { path, query, headers: { ...headers, accept }, body: value });
  const validate = (response: PrismResponse) => responseDiagnostics(model, response, validators.response);
  if (observed) {
    const diagnostics = validateRequest(operation, { ...request, body: decoded }, seen, validators.request);
    const judged = judgeExchange(model, diagnostics, observed, validate);
    return withViolations(judged, judged.violations);
  }
  const preference = given ?? readPreference(seen);
  const refusal = refusePreference(prism, preference);
  if (refusal) return refusal;
  if (prism.responses.every(({ code }) => code.startsWith("1"))) {
    return problem(501, "no-response", "The description has no response for this operation.");
  }

  const sent = { ...request, headers: withoutPreferences(headers), body: decoded };
  const diagnostics = validateRequest(operation, sent, seen, validators.request);
  const { code, example, dynamic: isDynamic = dynamic, seed: ownSeed = seed } = preference ?? {};
  const config = {
    dynamic: isDynamic,
    ...(code !== undefined && { code }),
    ...(example !== undefined && { exampleKey: example }),
    ...(ownSeed !== undefined && { seed: ownSeed }),
  };
  const mocked = personalResponse(operation, seen, diagnostics, config, {
    isStatic,
    sent: { path: parameters, query, body: value },
    // Prism writes into its configuration.
    make: (one) => mockResponse(operation, seen, diagnostics, { ...one }, validators.response),
    validate,
  });
  return toAnswer(mocked, diagnostics);
}

function toAnswer(mocked: Mocked, diagnostics: readonly Diagnostic[]): Answer {
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
