/** A value of JSON without the secrets that a server has repeated, in texts and in names. */
export function redact(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), value);
  if (typeof value === "number") return secrets.includes(String(value)) ? "***" : value;
  if (Array.isArray(value)) return value.map((each) => redact(each, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [redact(name, secrets), redact(each, secrets)]),
  );
}
