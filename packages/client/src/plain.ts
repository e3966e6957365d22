/** A value, or several, in the style of most path parameters (OpenAPI 3.1, section 4.8.12.4). */
export function writeSimplePath(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(plain).join();
}

/** Throws where the value is none that the usual styles can write. */
export function plain(value: unknown): string {
  if (typeof value === "object" && value !== null) throw new TypeError();
  return encodeURIComponent(`${value}`);
}
