import { type Answer, noContent, problem } from "../answer.ts";
import type { Pool } from "../worker/pool.ts";
import { isOwnHost } from "./admin-host.ts";
import type { RequestLog } from "./request-log.ts";
import { originForm } from "./request-target.ts";

/** Answers what is asked of the mock itself. */
export type Admin = (method: string, path: string, host: string | undefined) => Answer;

/** What is under this path is the mock's own, whatever the description has there. */
const prefix = "/__mock/";

export function isAdmin(target: string): boolean {
  return originForm(target).startsWith(prefix);
}

/**
 * @param reset forgets what the mock remembers of earlier requests
 * @param bound the name or the address that the mock listens on
 */
export function createAdmin(pool: Pool, log: RequestLog, reset: () => void, bound: string): Admin {
  const began = Date.now();
  const resources: Readonly<Record<string, Readonly<Record<string, () => unknown>>>> = {
    "/__mock/health": {
      GET: () => ({
        status: "ok",
        operations: pool.operations.length,
        restarts: pool.restarts,
        uptime: Math.round((Date.now() - began) / 1000),
      }),
    },
    "/__mock/requests": { GET: () => log.calls },
    "/__mock/state": { DELETE: reset },
  };
  return (method, path, host) => {
    if (!isOwnHost(host, bound)) {
      return problem(403, "host", `Of itself, the mock tells by its own names only, such as localhost, or ${bound}.`);
    }
    const resource = resources[path];
    if (!resource) return problem(404, "no-such-path", `The mock has ${Object.keys(resources).join(", ")}.`);
    const act = resource[method === "HEAD" ? "GET" : method];
    if (!act) {
      const allowed = { Allow: Object.keys(resource).join(", ") };
      return problem(405, "no-such-method", `Here, the mock has no ${method}.`, allowed);
    }
    const value = act();
    if (value === undefined) return noContent();
    return {
      status: 200,
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
      body: JSON.stringify(value),
      verdict: "mock",
    };
  };
}
