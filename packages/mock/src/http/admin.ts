import { type Answer, noContent, problem } from "../answer.ts";
import { InvalidInput } from "../invalid-input.ts";
import type { Pool } from "../worker/pool.ts";
import { foreignHost, isOwnHost } from "./admin-host.ts";
import type { CallCounts } from "./call-counts.ts";
import type { RequestLog } from "./request-log.ts";
import { originForm } from "./request-target.ts";

/** What is asked of the mock itself. */
export interface AdminRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  /** Reads its body, or has an answer that refuses it. */
  readonly body: () => Promise<string | Answer>;
}

/** Answers what is asked of the mock itself. */
export type Admin = (request: AdminRequest) => Promise<Answer>;

/** What the mock knows of itself, and can be told. */
export interface AdminState {
  readonly pool: Pool;
  readonly log: RequestLog;
  counts(): CallCounts;
  /** As they are written. */
  scenarios(): Promise<unknown>;
  /** @throws {InvalidInput} where they are none, or none of the description */
  setScenarios(text: string): Promise<void>;
  /** Goes back to the scenarios that the mock was started with. */
  resetScenarios(): void;
  /** Forgets the calls, and where scenarios stand. */
  forget(): void;
}

/** What is under this path is the mock's own, whatever the description has there. */
const prefix = "/__mock/";

export function isAdmin(target: string): boolean {
  return originForm(target).startsWith(prefix);
}

/** What a resource does on a method: gives a value, an answer, or nothing. */
type Act = (text: string) => unknown;

function resourcesOf(state: AdminState): Readonly<Record<string, Readonly<Record<string, Act>>>> {
  const began = Date.now();
  const { pool, log } = state;
  return {
    "/__mock/health": {
      GET: () => ({
        status: "ok",
        operations: pool.operations.length,
        restarts: pool.restarts,
        uptime: Math.round((Date.now() - began) / 1000),
      }),
    },
    "/__mock/requests": { GET: () => log.calls },
    "/__mock/calls": { GET: () => state.counts() },
    "/__mock/scenarios": {
      GET: () => state.scenarios(),
      PUT: (text) => state.setScenarios(text),
      DELETE: () => state.resetScenarios(),
    },
    "/__mock/state": { DELETE: () => state.forget() },
  };
}

/** @param bound the name or the address that the mock listens on */
export function createAdmin(state: AdminState, bound: string): Admin {
  const resources = resourcesOf(state);
  return async ({ method, path, host, body }) => {
    if (!isOwnHost(host, bound)) return foreignHost(bound);
    const resource = Object.hasOwn(resources, path) ? resources[path] : undefined;
    if (!resource) return problem(404, "no-such-path", `The mock has ${Object.keys(resources).join(", ")}.`);
    const act = resource[method === "HEAD" ? "GET" : method];
    if (!act) {
      const allowed = { Allow: Object.keys(resource).join(", ") };
      return problem(405, "no-such-method", `Here, the mock has no ${method}.`, allowed);
    }
    // What has no body needs none.
    const text = method === "PUT" ? await body() : "";
    return typeof text === "string" ? answerBy(act, text) : text;
  };
}

async function answerBy(act: Act, text: string): Promise<Answer> {
  try {
    const value = await act(text);
    if (value === undefined) return noContent();
    return {
      status: 200,
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
      body: JSON.stringify(value),
      verdict: "mock",
    };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return problem(422, "invalid", error.message);
  }
}
