// Compiled beside the client of the description `command`. A line after `@ts-expect-error` has to be an error.
import { createClient as createPathClient } from "./src/by-path.ts";
import {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type DismissGuardError,
  dismissGuard,
  type ErrorKind,
  isApiError,
  isDismissGuardError,
} from "./src/index.ts";

const credentials = { token: "jwt", key: "key" };
const client = createClient(credentials);
const request = { guardId: "g", postId: "p", dismissedBy: "d", cause: "c" };

export const wrongRequests = [
  // @ts-expect-error `postId` is missing
  () => dismissGuard(client, { guardId: "g", dismissedBy: "d", cause: "c" }),
  // @ts-expect-error the path parameter is missing
  () => dismissGuard(client, { postId: "p", dismissedBy: "d", cause: "c" }),
  // @ts-expect-error `cause` is a string
  () => dismissGuard(client, { ...request, cause: 1 }),
  // @ts-expect-error there is no `force`
  () => dismissGuard(client, { ...request, force: true }),
  // @ts-expect-error a client is needed
  () => dismissGuard(request),
  // @ts-expect-error the timeout is a number, of milliseconds
  (): CallOptions => ({ timeout: "30s" }),
  // @ts-expect-error there is no such credential
  (): ClientOptions => ({ ...credentials, password: "x" }),
  // @ts-expect-error nor is it an option of a client
  () => createClient({ ...credentials, password: "x" }),
  // @ts-expect-error hooks take the place of middleware
  () => client.use({}),
  // @ts-expect-error a credential is missing
  () => dismissGuard(createClient({ token: "jwt" }), request),
  () => dismissGuard(createClient(credentials) as Client, request),
];

export async function answers(): Promise<number> {
  const data = await dismissGuard(client, request);
  const version: number = data.version;
  // @ts-expect-error `event` may be null
  data.event["type"];
  // @ts-expect-error there is no `removed`
  data.removed;
  return version;
}

export function errors(error: unknown): unknown {
  if (!isDismissGuardError(error)) throw error;
  const own: DismissGuardError = error;
  // @ts-expect-error only a documented status has a body
  own.body;
  if (own.kind === "documented-status") {
    const status: 400 | 404 = own.status;
    const field: string | undefined = own.body.details?.[0]?.field;
    // @ts-expect-error its own details are in the body
    own.details;
    return [status, field];
  }
  if (own.kind === "undocumented-status") {
    // @ts-expect-error nothing is known of the body of another status
    own.body.details;
  }
  return own.outcome;
}

const byPath = createPathClient(credentials);
const path = "/guards/{guardId}/dismiss";
const given = { params: { path: { guardId: "g" } }, body: { postId: "p", dismissedBy: "d", cause: "c" } };

export function anyError(error: unknown): string | undefined {
  if (!isApiError(error)) return undefined;
  // @ts-expect-error there is no such kind
  if (error.kind === "time-out") return "late";
  const kind: ErrorKind = error.kind;
  return error.kind === "timeout" ? (error.response?.headers.get("Date") ?? kind) : kind;
}

export const otherOptions = [
  () => dismissGuard(client.withOptions({ timeout: 1 }), request),
  () => dismissGuard(createClient({ token: "jwt" }).withOptions({ key: "key" }), request),
  () => byPath.withOptions({ key: "other" }).POST(path, given),
  // @ts-expect-error a credential is still missing
  () => dismissGuard(createClient({ token: "jwt" }).withOptions({ timeout: 1 }), request),
  // @ts-expect-error there is no such option
  () => client.withOptions({ timeOut: 1 }),
  // @ts-expect-error milliseconds are a number
  () => client.withOptions({ timeout: "1s" }),
];

export async function optionsByPath(): Promise<unknown> {
  const { data, error } = await byPath.POST(path, {
    ...given,
    timeout: 1000,
    retry: { attempts: 1 },
    signal: new AbortController().signal,
    headers: { "X-One": 1, "X-None": null },
    querySerializer: (query) => `${Object.keys(query).length}`,
    bodySerializer: (body) => JSON.stringify(body.postId),
    cache: "no-store",
  });
  const version: number | undefined = data?.version;
  // @ts-expect-error there is no data where there is an error
  data.done;
  const text: string | undefined = (await byPath.request("post", path, { ...given, parseAs: "text" })).data;
  await dismissGuard(byPath, request);
  return [version, error?.message, text];
}

export const wrongByPath = [
  // @ts-expect-error there is no such path
  () => byPath.POST("/guards/{guardId}/promote", given),
  // @ts-expect-error `postId` is missing
  () => byPath.POST(path, { ...given, body: { dismissedBy: "d", cause: "c" } }),
  // @ts-expect-error `cause` is a string
  () => byPath.POST(path, { ...given, body: { ...given.body, cause: 1 } }),
  // @ts-expect-error the path parameter is missing
  () => byPath.POST(path, { body: given.body }),
  // @ts-expect-error milliseconds are a number
  () => byPath.POST(path, { ...given, timeout: "1s" }),
  // @ts-expect-error there is no such option of a retry
  () => byPath.POST(path, { ...given, retry: { attempts: "many" } }),
  // @ts-expect-error credentials go to one place
  () => byPath.POST(path, { ...given, baseUrl: "https://elsewhere.test" }),
  // @ts-expect-error it is the client that has a `fetch`
  () => byPath.POST(path, { ...given, fetch: globalThis.fetch }),
  // @ts-expect-error no `Request` is made
  () => byPath.POST(path, { ...given, Request }),
  // @ts-expect-error hooks take the place of middleware
  () => byPath.POST(path, { ...given, middleware: [] }),
  // @ts-expect-error the description says how a path is written
  () => byPath.POST(path, { ...given, pathSerializer: () => "/" }),
  // @ts-expect-error no redirect is followed
  () => byPath.POST(path, { ...given, redirect: "follow" }),
  // @ts-expect-error a function, as `createQuerySerializer` makes one
  () => byPath.POST(path, { ...given, querySerializer: { allowReserved: true } }),
  // @ts-expect-error there is no such method of the path
  () => byPath.request("get", path, given),
];
