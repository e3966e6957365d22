import { readDocument } from "@spkey/test-kit";
import type { ApiError } from "../../src/errors.ts";
import type { logger } from "../../src/log.ts";
import type { CallOptions, Settings } from "../../src/options.ts";
import { clientOf } from "./package.ts";

/** The client of a description with one command, as the tests of the transport use it. */
export interface CommandClient {
  readonly createClient: (options: CommandOptions) => AnyClient;
  readonly createPathClient: (options: CommandOptions) => PathClient;
  readonly dismissGuard: (client: unknown, request: object, options?: CallOptions) => Promise<unknown>;
  readonly isDismissGuardError: (error: unknown) => error is ApiError;
  readonly ApiError: typeof ApiError;
  readonly isApiError: (error: unknown) => boolean;
  readonly logger: typeof logger;
  readonly withResponse: (
    client: unknown,
    call: (client: unknown) => Promise<unknown>,
  ) => Promise<{ readonly data: unknown; readonly response: Response }>;
  readonly path: string;
}

/** A client, without the types of its operations. */
export interface AnyClient {
  withOptions(options: CommandOptions): this;
}

export type CommandOptions = Settings & {
  readonly baseUrl?: string;
  readonly token?: string | (() => string | Promise<string>) | undefined;
  readonly key?: string;
};

/** What openapi-fetch's methods answer. */
export interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

export type PathClient = AnyClient &
  Record<"GET" | "POST" | "HEAD" | "DELETE", (path: string, init?: object) => Promise<Result>> & {
    readonly request: (method: string, path: string, init?: object) => Promise<Result>;
  };

/** What a server answers that has applied the command. */
export const dismissed = {
  done: true,
  aggregateId: "guard-1",
  version: 42,
  event: null,
  postId: "post-1",
  dismissedAt: "2026",
};

/** A request that is valid. */
export const dismissal = { guardId: "guard-1", postId: "post-1", dismissedBy: "captain-2", cause: "The watch is over" };

export async function commandClient(): Promise<CommandClient & { remove(): Promise<void> }> {
  const { folder, remove } = await clientOf(await readDocument("command"));
  const { createClient: createPathClient } = await import(`${folder}/src/by-path.ts`);
  return { ...(await import(`${folder}/src/index.ts`)), createPathClient, path: "/guards/{guardId}/dismiss", remove };
}
