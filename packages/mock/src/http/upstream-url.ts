import { InvalidInput } from "../invalid-input.ts";

/**
 * The address of a real server, below which the description's paths are.
 *
 * @throws {InvalidInput} where it is none, or has a part that has no meaning there, which is not repeated: it may be a secret
 */
export function upstreamUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new InvalidInput("The proxy takes the URL of a server, such as https://staging.example.com/v1.");
  }
  if (url.username || url.password) {
    throw new InvalidInput(
      "The proxy's URL has credentials in it: send them with each request instead, as to the server.",
    );
  }
  if (url.search || url.hash) throw new InvalidInput("The proxy's URL has a query or a fragment: it ends with a path.");
  return url;
}
