import { type Answer, problem } from "../answer.ts";
import type { Pool } from "../worker/pool.ts";
import type { CallLog } from "./request-log.ts";

/** Answers what is asked of the mock itself. */
export type Control = (method: string, path: string) => Answer;

/** What is under this path is the mock's own, whatever the description has there. */
const prefix = "/__mock/";

export function isControl(target: string): boolean {
  return target.startsWith(prefix);
}

/** @param reset forgets what the mock remembers of earlier calls */
export function createControl(pool: Pool, calls: CallLog, reset: () => void): Control {
  const began = Date.now();
  const rows: Readonly<Record<string, Readonly<Record<string, () => unknown>>>> = {
    "/__mock/health": {
      GET: () => ({
        status: "ok",
        operations: pool.operations.length,
        restarts: pool.restarts,
        uptime: Math.round((Date.now() - began) / 1000),
      }),
    },
    "/__mock/requests": { GET: () => calls.calls },
    "/__mock/state": { DELETE: reset },
  };
  return (method, path) => {
    const row = rows[path];
    if (!row) return problem(404, "no-such-path", `The mock has ${Object.keys(rows).join(", ")}.`);
    const act = row[method === "HEAD" ? "GET" : method];
    if (!act)
      return problem(405, "no-such-method", `Here, the mock has no ${method}.`, { Allow: Object.keys(row).join(", ") });
    const value = act();
    if (value === undefined) return { status: 204, headers: {}, body: undefined };
    return {
      status: 200,
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
      body: JSON.stringify(value),
    };
  };
}
