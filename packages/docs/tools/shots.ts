import type { Description } from "@spkey/model";
import type { Page } from "playwright-core";
import { errorsUrl } from "../src/pages/errors.ts";
import { operationUrl, webhookUrl } from "../src/site/urls.ts";

/** A page to take pictures of. */
export interface Shot {
  /** What its files are called. */
  readonly name: string;
  /** From the site's root. */
  readonly url: string;
  /** What a reader does before the picture, such as opening the console. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** One page of each kind that the site of a description has. A further kind, or a state of one, is a further row. */
export function shotsOf({ operations, webhooks }: Description): Shot[] {
  const [operation] = operations.toSorted((one, other) => rank(other) - rank(one));
  const [webhook] = webhooks;
  return [
    { name: "overview", url: "" },
    ...(operation ? [{ name: "operation", url: operationUrl(operation.id) }] : []),
    ...(webhook ? [{ name: "webhook", url: webhookUrl(webhook.id) }] : []),
    { name: "errors", url: errorsUrl },
    { name: "not-found", url: "404.html" },
  ];
}

/** The operation that shows most: one with a body before one without, then the one with more parameters and responses. */
function rank({ requestBody, parameters, responses }: Description["operations"][number]): number {
  return (requestBody ? 1000 : 0) + parameters.length + responses.length;
}
