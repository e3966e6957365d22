import { createClient } from "@spkey/client/by-path";
import { type Description, isOfClass, type SecurityScheme, sentMedia } from "@spkey/model";
import { madeUpCredential } from "@spkey/test-kit";
import type { Case, HttpAnswer } from "../src/index.ts";
import { readAnswer } from "../src/index.ts";
import { credentialFor } from "../src/send/credentials.ts";

/** The call of a case by the built client, whose types know the operations one by one, and not as data. */
type Call = (method: string, path: string, init: object) => Promise<{ data?: unknown; error?: unknown }>;

/** An answer as it came, and what the client made of it. */
export interface ClientAnswer extends HttpAnswer {
  readonly data: unknown;
  readonly error: unknown;
}

/**
 * What the built client sends as a case has it: a value that it writes itself, by a method that it knows. Of several media types it
 * takes the one that {@link sentMedia} does.
 */
export function isForClient({ operation, request: { body, method, parameters }, wanted }: Case): boolean {
  const isWritten = wanted.outcome === "refused" && wanted.violation?.keyword === "content";
  // Of null, the client writes no parameter, as openapi-fetch does.
  const hasNull = Object.values(parameters).some((values) => Object.values(values).includes(null));
  if (method !== undefined || isWritten || hasNull) return false;
  return !body || body.media === sentMedia(operation.requestBody?.content ?? []);
}

/** Sends a case by the built client, to which all credentials are given; of those, what is sent is what the case has. */
export async function sendByClient(description: Description, base: string, given: Case): Promise<ClientAnswer> {
  const { operation, request } = given;
  let answer: HttpAnswer | undefined;
  const client = createClient({
    ...(credentialsFor(description, given) as Parameters<typeof createClient>[0]), // By the names of the schemes, as it takes them.
    baseUrl: base,
    fetch: async (url, init) => {
      const response = await fetch(withCredentialsOf(description, new Request(url, init), given));
      answer = await readAnswer(response.clone());
      return response;
    },
  });
  const { data, error } = await (client.request as Call)(operation.method.toLowerCase(), operation.path, {
    params: request.parameters,
    ...(request.body && { body: request.body.value }),
    headers: request.prefer === undefined ? {} : { Prefer: `code=${request.prefer}` },
  }).catch((error: unknown) => {
    // A redirect, which is 304 as well to it, is handed over to nobody.
    if (answer && isOfClass(String(answer.status), 3)) return { data: undefined, error };
    throw error;
  });
  if (!answer) throw new Error(`The client sent nothing for: ${given.name}.`);
  return { ...answer, data, error };
}

/** All that the description knows; of a case that is to be accepted, only its own, since the client takes the first that will do. */
function credentialsFor(
  { securitySchemes }: Description,
  { request, wanted }: Case,
): Readonly<Record<string, unknown>> {
  const given = wanted.outcome === "refused" ? securitySchemes : request.credentials;
  return Object.fromEntries(given.map((scheme) => [scheme.key, madeUpCredential(scheme.key, scheme)?.value]));
}

/**
 * A refused request with the credentials of its case, and no others: the client itself would send none that does not suffice. Any
 * other with those that the client leaves to its `fetch`, as it says where it is generated.
 */
function withCredentialsOf(
  { securitySchemes }: Description,
  request: Request,
  { request: { credentials }, wanted }: Case,
): Request {
  const isRefused = wanted.outcome === "refused";
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const scheme of isRefused ? securitySchemes : []) {
    const credential = credentialFor(scheme);
    if (credential?.in === "query") url.searchParams.delete(credential.name);
    else if (credential?.in === "cookie") deleteCookie(headers, credential.name);
    else if (credential) headers.delete(credential.name);
  }
  for (const scheme of isRefused ? credentials : credentials.filter(isLeftToFetch)) {
    const credential = credentialFor(scheme);
    if (credential?.in === "query") url.searchParams.set(credential.name, credential.value);
    else if (credential?.in === "cookie") headers.append("Cookie", `${credential.name}=${credential.value}`);
    else if (credential) headers.set(credential.name, credential.value);
  }
  // What a URL is made of anew need not be what it was.
  return isRefused ? new Request(new Request(url, request), { headers }) : new Request(request, { headers });
}

/** The others, which are parameters, stay. */
function deleteCookie(headers: Headers, name: string): void {
  const pairs = (headers.get("Cookie") ?? "").split("; ").filter((pair) => pair && !pair.startsWith(`${name}=`));
  if (pairs.length > 0) headers.set("Cookie", pairs.join("; "));
  else headers.delete("Cookie");
}

function isLeftToFetch(scheme: SecurityScheme): boolean {
  return scheme.type === "http" && scheme.scheme !== "basic" && scheme.scheme !== "bearer";
}
