export {
  type Client,
  type ClientOptions,
  type CredentialName,
  type Credentials,
  createClient,
} from "./client.ts";
export type { BasicCredential, Credential } from "./credentials.ts";
export {
  AbortError,
  ApiError,
  type CallDetails,
  ConnectionError,
  DocumentedStatusError,
  type ErrorKind,
  InvalidRequestError,
  isApiError,
  MalformedResponseError,
  type Outcome,
  TimeoutError,
  type UndocumentedError,
  UndocumentedStatusError,
} from "./errors.ts";
export * from "./generated/operations.ts";
export type { components, operations, paths } from "./generated/schema.ts";
export type { CallEvent, Hooks, RequestEvent } from "./hooks.ts";
export { type LogLevel, type LogOptions, logger } from "./log.ts";
export type { CallOptions } from "./options.ts";
export type { RetryOptions } from "./retry.ts";
export { withResponse } from "./with-response.ts";
