import { type Description, type Operation, type Server, serverUrl } from "@spkey/model";
import { variableName, variablePrefix } from "./names.ts";

/** Where a request goes. */
export interface BaseUrl {
  /** The variable of the environment by which a reader chooses another one. */
  readonly variable: string;
  /** An absolute URL without a slash at its end; empty where the description has none, and the variable has to be set. */
  readonly value: string;
  /** Whether somebody chose it, and it is not the description's. */
  readonly chosen: boolean;
}

/** The base URL that was chosen, or that of an operation's first server, and what is to be said of it. */
export function baseUrlOf(
  description: Description,
  operation: Operation,
  chosen?: string,
): { readonly baseUrl: BaseUrl; readonly notes: readonly string[] } {
  const [server] = operation.servers;
  const url = serverUrl(server);
  const variable = variableOf(description, url);
  if (chosen !== undefined) return chosenBaseUrl(variable, chosen);
  const value = URL.canParse(url) ? url : "";
  const relative = `The description does not say on which host: set ${variable} to the URL of the server${url && `, which ends in ${url}`}.`;
  return {
    baseUrl: { variable, value, chosen: false },
    notes: [...(value ? [] : [relative]), ...variableNotes(server)],
  };
}

/** Its origin and path: credentials in a URL would be shown, and a query would end up in the middle of another one. */
function chosenBaseUrl(variable: string, chosen: string) {
  const url = URL.canParse(chosen) ? new URL(chosen) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const note = `${JSON.stringify(chosen)} is no URL of a server: set ${variable} to one.`;
    return { baseUrl: { variable, value: "", chosen: true }, notes: [note] };
  }
  const value = `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  return { baseUrl: { variable, value, chosen: true }, notes: [] };
}

/** A server of its own has a variable of its own, lest credentials go to the other one. */
function variableOf(description: Description, url: string): string {
  const prefix = variablePrefix(description);
  if (url === serverUrl(description.servers[0])) return `${prefix}_BASE_URL`;
  return `${URL.canParse(url) ? variableName(url.replace(/^\w+:/, "")) : variableName(`${prefix}_${url}`)}_BASE_URL`;
}

function variableNotes(server: Server | undefined): string[] {
  return (server?.variables ?? []).flatMap(({ name, default: value, enum: values }) => {
    if (values.length === 0) return [`In the URL of the server, \`${name}\` is ${value}; it may be another.`];
    const others = values.filter((each) => each !== value);
    return others.length > 0
      ? [`In the URL of the server, \`${name}\` is ${value}; it may also be ${others.join(", ")}.`]
      : [];
  });
}
