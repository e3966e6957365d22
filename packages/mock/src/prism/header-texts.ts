import { serializeParameter } from "@spkey/model/http/serialize.ts";
import type { Operation, PrismResponse } from "./index.ts";

/**
 * A response whose headers are texts (OpenAPI 3.1, section 4.8.21): Prism leaves lists and objects as the values that they are,
 * and throws when it validates them.
 */
export function withHeaderTexts({ responses }: Operation, response: PrismResponse): PrismResponse {
  const values: Readonly<Record<string, unknown>> = response.headers ?? {};
  if (!Object.values(values).some((value) => typeof value === "object" && value !== null)) return response;
  const described = responses.flatMap(({ headers = [] }) => headers);
  const headers = Object.entries(values).map(([name, value]) => {
    if (typeof value !== "object" || value === null) return [name, value];
    const explode = described.find((header) => header.name === name)?.explode === true;
    return [name, serializeParameter({ name, in: "header", style: "simple", explode, json: false }, value)];
  });
  return { ...response, headers: Object.fromEntries(headers) };
}
