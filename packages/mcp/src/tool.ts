import type { CallToolResult, Tool as Definition } from "@modelcontextprotocol/sdk/types.js";

export type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

/** What is given to a tool, by the names in its schema, which have been checked. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A tool, as it is listed, and what it does. */
export interface Tool {
  readonly definition: Definition;
  run(given: Arguments, signal: AbortSignal): CallToolResult | Promise<CallToolResult>;
}

/** An answer as text for the assistant, and as data for programs. */
export function answer(text: string | readonly string[], structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [text].flat().map((each) => ({ type: "text", text: each })), structuredContent };
}

/** What went wrong, for the assistant to mend. */
export function refusal(text: string): CallToolResult {
  return { isError: true, content: [{ type: "text", text }] };
}

/** Tools that only read what has come with this package. */
export const readsOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
