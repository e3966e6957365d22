import type { Server } from "../parse/server.ts";

/**
 * The URL of a server with its variables filled in, by default with their defaults (OpenAPI 3.1, section 4.8.6), and without
 * a slash at its end: paths begin with one. A relative one stays relative; of the default server, nothing is left.
 */
export function serverUrl(server: Server | undefined, values: Readonly<Record<string, string>> = {}): string {
  const { url = "", variables = [] } = server ?? {};
  const filled = url.replace(/{([^{}]+)}/g, (whole, name: string) => {
    const variable = variables.find((each) => each.name === name);
    return values[name] ?? variable?.default ?? whole;
  });
  return filled.replace(/\/+$/, "");
}
