import { plain } from "./plain.ts";

/** A query in the usual styles: `form`, exploded, and `deepObject` for objects (OpenAPI 3.1, section 4.8.12.4). */
export function writeQuery(query: object): string {
  const pair = (name: string, value: unknown) =>
    value === undefined || value === null ? [] : `${encodeURIComponent(name)}=${plain(value)}`;
  return Object.entries(query)
    .flatMap(([name, value]) => {
      if (Array.isArray(value)) return value.flatMap((item) => pair(name, item));
      const isObject = typeof value === "object" && value !== null && !value.toJSON; // A date is none.
      return isObject
        ? Object.entries(value).flatMap(([key, item]) => pair(`${name}[${key}]`, item))
        : pair(name, value);
    })
    .join("&");
}
