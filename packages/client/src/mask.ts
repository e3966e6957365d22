/**
 * A text that a server chose, for a message or a log: without the credentials that it repeats, and no longer than 256
 * characters.
 */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text).slice(0, 256);
}
