import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { requestOf, type Signature, signaturesOf } from "@spkey/client/signature";
import {
  type Description,
  type ExampleRequest,
  errorsOf,
  exampleRequest,
  examplesOf,
  isExact,
  isOfClass,
  jsonMedia,
  type Response,
  readDescription,
  type SecurityScheme,
  successesOf,
} from "@spkey/model";

/** The operation that programs of integrators call, and what they know of it from the description. */
export interface Subject {
  readonly signature: Signature;
  /** What the function is given. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly example: ExampleRequest;
  /** Made up, by the names of the options that take them. */
  readonly credentials: Readonly<Record<string, unknown>>;
  /** What stands for a credential in them, and must be seen nowhere. */
  readonly secrets: readonly string[];
  readonly success: Answer;
  /** A documented error that the mock can be asked for; none where none is documented. */
  readonly error: Answer | undefined;
}

/** What the mock answers. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));

/**
 * The first operation of what is published that sends JSON and answers JSON; a command before a query, since those are what
 * must not be sent twice.
 *
 * @throws {Error} where there is none
 */
export async function readSubject(): Promise<Subject> {
  const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
  for (const needsBody of [true, false]) {
    for (const signature of signaturesOf(description).signatures) {
      const subject = subjectOf(description, signature, needsBody);
      if (subject) return subject;
    }
  }
  throw new Error(
    "The description has no operation that answers JSON, and no program could show that the client works.",
  );
}

function subjectOf(description: Description, signature: Signature, needsBody: boolean): Subject | undefined {
  const { operation, media } = signature;
  const example = exampleRequest(description, operation);
  const success = answerOf(description, successesOf(operation.responses));
  const credentials = credentialsOf(operation.security[0]?.map(({ scheme }) => scheme) ?? []);
  const sendable = media === undefined ? !needsBody : jsonMedia([media]) !== undefined;
  // The page that a browser begins with is read from the same server.
  const usable = sendable && operation.method !== "GET" && operation.method !== "HEAD" && !operation.ownServers;
  if (!usable || !success || !credentials || example.missing.length > 0) return undefined;
  return {
    signature,
    request: requestOf(signature, example),
    example,
    credentials,
    secrets: Object.values(credentials).flatMap((value) =>
      typeof value === "string" ? [value] : Object.values(Object(value)),
    ),
    success,
    error: answerOf(
      description,
      errorsOf(operation.responses).filter(({ status }) => isOfClass(status, 4)),
    ),
  };
}

/** The last of these responses that has a status of its own, and an example in JSON. */
function answerOf(description: Description, responses: readonly Response[]): Answer | undefined {
  const answers = responses.flatMap((response) => {
    const [only, ...others] = response.content;
    const media = only && others.length === 0 ? jsonMedia([only]) : undefined;
    const [example] = media ? examplesOf(description, media, "response") : [];
    return isExact(response.status) && example ? [{ status: Number(response.status), body: example.value }] : [];
  });
  return answers.at(-1);
}

function credentialsOf(schemes: readonly SecurityScheme[]): Record<string, unknown> | undefined {
  const entries = schemes.map((scheme): [string, unknown] => {
    const secret = `${scheme.key.replace(/[^a-z]/gi, "")}-that-must-stay-secret`;
    if (scheme.type === "http" && scheme.scheme === "basic") return [scheme.key, { username: "ada", password: secret }];
    const known = scheme.type === "http" ? scheme.scheme === "bearer" : !["mutualTLS", "unknown"].includes(scheme.type);
    return [scheme.key, known ? secret : undefined];
  });
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}
