import type { TestDescription } from "../src/index.ts";
import { type Objects, only32, openapi30, openapi31, openapi32 } from "./openapi-objects.ts";

/**
 * The descriptions that were written to have everything of their version of OpenAPI, the Objects of that version, and those
 * that have to be used: of 3.2, what it has beyond 3.1.
 */
export const dialects = [
  { name: "all-kinds", version: "3.1", objects: openapi31, used: openapi31 },
  { name: "all-kinds-30", version: "3.0", objects: openapi30, used: openapi30 },
  { name: "all-kinds-32", version: "3.2", objects: openapi32, used: only32 },
] as const;

export function dialectOf(version: TestDescription["version"]): Objects {
  return { "3.0": openapi30, "3.1": openapi31, "3.2": openapi32 }[version];
}
