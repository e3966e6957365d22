import type { CallEvent, Hooks } from "./hooks.ts";

/** Tells a hook, and the log, of an event. What they throw can't change what became of the call. */
export function tell(hooks: Hooks, hook: Hooks["onLog"], event: Omit<CallEvent, "raw">, raw: unknown): void {
  for (const each of [hook, hooks.onLog]) {
    (async () => each?.({ ...event, raw: () => raw }))().catch(() => {});
  }
}
