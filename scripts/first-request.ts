import { type Description, exampleRequest, type Operation, type SecurityScheme } from "@spkey/spec";

/**
 * A `curl` command for the first operation of a description, to paste into a POSIX shell: a valid request to a mock, for
 * which any credential will do.
 */
export function firstRequest({ operations }: Description, baseUrl: string): string | undefined {
  const [operation] = operations;
  return operation && curl(operation, baseUrl);
}

function curl(operation: Operation, baseUrl: string): string {
  const { parameters, mediaType, body } = exampleRequest(operation);
  const credentials = (operation.security[0] ?? []).map(credential);
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name) => encodeURIComponent(String(parameters.path[name])));
  const query = new URLSearchParams([
    ...Object.entries(parameters.query).map(([name, value]) => [name, String(value)]),
    ...credentials.flatMap(({ query: parameter }) => (parameter ? [[parameter, "any"]] : [])),
  ]).toString();
  const headers = [
    ...credentials.flatMap(({ header }) => (header ? [header] : [])),
    ...Object.entries(parameters.header).map(([name, value]) => `${name}: ${value}`),
    ...(mediaType ? [`Content-Type: ${mediaType}`] : []),
  ];
  const lines = [
    `curl -X ${operation.method} ${quote(`${baseUrl}${path}${query ? `?${query}` : ""}`)}`,
    ...headers.map((header) => `-H ${quote(header)}`),
    ...(body === undefined ? [] : [`-d ${quote(typeof body === "string" ? body : JSON.stringify(body))}`]),
  ];
  return lines.join(" \\\n  ");
}

/** How a mock that takes any credential wants to be given one. */
function credential({ type, scheme, in: location, name = "" }: SecurityScheme): { header?: string; query?: string } {
  if (type !== "apiKey")
    return { header: `Authorization: ${scheme?.toLowerCase() === "basic" ? "Basic YW55OmFueQ==" : "Bearer any"}` };
  if (location === "query") return { query: name };
  return { header: location === "cookie" ? `Cookie: ${name}=any` : `${name}: any` };
}

/** A word of the POSIX shell in which nothing is expanded. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
