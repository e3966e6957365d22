import { createLogger, type IPrismDiagnostic } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpRequest,
  ProblemJsonError,
} from "@stoplight/prism-http";
// Not among the exports of their packages, which are pinned to one exact version.
import { validateInput } from "@stoplight/prism-http/dist/validator/index.js";
import { getHttpConfigFromRequest } from "@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js";
import { serialize } from "@stoplight/prism-http-server/dist/serialize.js";
import { type Answer, problem, type Violation } from "./answer.ts";
import { MalformedBody } from "./body.ts";

/** A request as far as it has been read. */
export interface EngineRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, text, a {@link MalformedBody}, or `undefined` where there is none. */
  readonly body: unknown;
}

/** Answers requests as a description says. */
export type Engine = (request: EngineRequest) => Promise<Answer>;

const config: IHttpConfig = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  isProxy: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** `sl-violations` stays below Node's limit of 16 KiB for all headers together. */
const longestHeader = 8 * 1024;

/**
 * Prism's mocking and validating engine over a description. Prism's own HTTP server is left out: it is what never answers
 * malformed JSON, and what ends the process on a path that can't be decoded.
 *
 * @param description the path of a file, JSON or YAML, or a parsed description
 * @throws where the description can't be read, or is none that Prism knows
 */
export async function createEngine(description: string | object): Promise<Engine> {
  const operations = await getHttpOperationsFromSpec(description);
  // Prism tells which operation a request was routed to only to its own components.
  const routed = new WeakMap<IHttpRequest, string>();
  const prism = createInstance(config, {
    logger: createLogger("mock", { level: "silent" }),
    validateInput: ({ resource, element }) => {
      routed.set(element, `${resource.method.toUpperCase()} ${resource.path}`);
      return validate({ resource, element });
    },
  });

  return async ({ method, target, headers, body }) => {
    const { path, searchParams } = splitTarget(target);
    if (!path.startsWith("/")) return problem(400, "request-target", "The request target has no path.");
    if (!decodable(path))
      return problem(400, "path-encoding", "The path has a percent-encoding that can't be decoded.");

    const query = Object.fromEntries(
      [...new Set(searchParams.keys())].map((key) => {
        const [first = "", ...more] = searchParams.getAll(key);
        return [key, more.length > 0 ? [first, ...more] : first];
      }),
    );
    const input: IHttpRequest = {
      method: method.toLowerCase() as IHttpRequest["method"], // One that no operation has is refused by Prism's router.
      url: { path, query },
      headers,
      body,
    };
    const preferences = getHttpConfigFromRequest(input);
    if (preferences._tag === "Left") return refusal(preferences.left);

    const result = await prism.request(input, operations, {
      ...config,
      mock: { ...config.mock, ...preferences.right },
    })();
    const operation = routed.get(input);
    if (result._tag === "Left") return { ...refusal(result.left), operation };

    const { output, validations } = result.right;
    const violations = [
      ...validations.input.map((diagnostic) => violation("request", diagnostic)),
      ...validations.output.map((diagnostic) => violation("response", diagnostic)),
    ];
    const answered = Object.fromEntries(
      Object.entries(output.headers ?? {}).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
    );
    const contentType = Object.entries(answered).find(([name]) => name.toLowerCase() === "content-type")?.[1];
    return {
      status: output.statusCode,
      headers: { ...answered, ...(violations.length > 0 && { "sl-violations": violationsHeader(violations) }) },
      body: text(serialize(output.body, contentType)),
      violations,
      operation,
    };
  };
}

/** Prism's validation, to which a malformed body is one more violation, so that Prism finds the documented answer to it. */
const validate: typeof validateInput = ({ resource, element }) => {
  const { body } = element;
  if (!(body instanceof MalformedBody)) return validateInput({ resource, element });
  const verdict = validateInput({ resource, element: { ...element, body: {} } });
  const unsupported = verdict._tag === "Left" && verdict.left.some(({ code }) => code === 415);
  if (unsupported) return verdict;
  return { _tag: "Left", left: [{ path: ["body"], code: "malformed", message: body.reason, severity: 0 }] };
};

function violation(side: "request" | "response", { path = [], severity, code, message }: IPrismDiagnostic): Violation {
  const severities = ["Error", "Warning", "Information", "Hint"];
  return { location: [side, ...path], severity: severities[severity] ?? "Error", code, message };
}

/** The violations as a header value: ASCII (RFC 9110, section 5.5), and no longer than a header may be. */
function violationsHeader(violations: readonly Violation[]): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const fitting = [...violations];
  let text = "";
  do {
    text = JSON.stringify(fitting).replace(/[^\x20-\x7e]/g, escaped);
  } while (text.length > longestHeader && fitting.pop());
  return text;
}

/** What Prism refuses by itself, as the problem document that its own server answers. */
function refusal(error: Error): Answer {
  if (!(error instanceof ProblemJsonError)) return problem(500, "fault", error.message);
  const headers = error.additional?.["headers"] as Record<string, string> | undefined; // Set by Prism's mocker only.
  // Prism's own class, which its own function takes: their types differ in how they write `undefined`.
  const document = ProblemJsonError.toProblemJson(error as Parameters<typeof ProblemJsonError.toProblemJson>[0]);
  return {
    status: error.status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    body: JSON.stringify(document),
    violations: [{ location: ["request"], severity: "Error", code: error.status, message: error.message }],
  };
}

function text(body: unknown): string | undefined {
  return body === undefined ? undefined : String(body);
}

/**
 * Path and query of a request target in origin form or absolute form (RFC 9112, section 3.2). It is not parsed as a URL: that
 * would take `//users` for a host, and take dot segments away that another server may not.
 */
function splitTarget(target: string): { path: string; searchParams: URLSearchParams } {
  const [path = "", query = ""] = target.replace(/^https?:\/\/[^/?]*/i, "").split(/\?(.*)/s);
  return { path, searchParams: new URLSearchParams(query) };
}

function decodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
