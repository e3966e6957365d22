import type { TestDescription } from "../src/index.ts";
import { type Objects, openapi31 } from "./openapi-objects.ts";

/** The descriptions that were written to have everything of their version of OpenAPI, and the Objects of that version. */
export const dialects = [{ name: "all-kinds", version: "3.1", objects: openapi31 }] as const;

export function dialectOf(version: TestDescription["version"]): Objects {
  return dialects.find((dialect) => dialect.version === version)?.objects ?? openapi31;
}
