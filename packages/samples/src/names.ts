import { type Description, serverUrl } from "@spkey/model";

/** What the variables of an API begin with: the name of its domain (`api.spkey.co`: `SPKEY`), or else its title. */
export function variablePrefix({ servers, info }: Description): string {
  const url = serverUrl(servers[0]);
  const { hostname } = URL.canParse(url) ? new URL(url) : { hostname: "" };
  const domain = /^[\d.]+$|:/.test(hostname) ? undefined : hostname.split(".").at(-2);
  return variableName(domain ?? info.title);
}

/** A text as the name of a variable of the environment. */
export function variableName(text: string): string {
  return constantCase(text)
    .replace(/^(?=\d)|^$/, "API_")
    .replace(/_$/, "");
}

export function constantCase(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z\d]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
}
