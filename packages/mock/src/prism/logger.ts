import type { createInstance } from "@stoplight/prism-http";

type Logger = Parameters<typeof createInstance>[1]["logger"];

const ignore = () => {};

/** Prism logs each step of its work, with what was sent in it; the front door writes one line of its own. */
export const silentLogger = {
  child: () => silentLogger,
  debug: ignore,
  error: ignore,
  info: ignore,
  success: ignore,
  trace: ignore,
  warn: ignore,
} as unknown as Logger; // A pino logger has more, none of which Prism's engine calls.
