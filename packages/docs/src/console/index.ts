import type { PortableOperation } from "@spkey/model";
import { readPortableOperation } from "@spkey/model";
import { type Checks, createConsole } from "./console.ts";
import { h } from "./dom.ts";
import { shownId } from "./shown-id.ts";

/** Options of {@link mountConsole}. */
export interface MountOptions {
  /** The address of what `consoleDocument` has made. */
  readonly document: URL | string;
  /** Of which operation it is. */
  readonly operationId: string;
  /** The base URL of a mock server, which is then the first target. Default: none. */
  readonly mock?: string;
  /** Where a field of the page is, by its id. Default: `#<id>`, or that of the nearest field around it that the page has. */
  readonly fieldHref?: (id: string) => string;
}

/** `<api-console>`: it ends what it has begun when it is taken out of the page. */
class ApiConsole extends HTMLElement {
  stop: () => void = () => {};

  disconnectedCallback(): void {
    this.stop();
  }
}

if (!customElements.get("api-console")) customElements.define("api-console", ApiConsole);

/**
 * Shows the console of an operation inside of `host`. The page brings the stylesheet, `console.css`.
 *
 * @returns when it can be used
 * @throws where its data can't be loaded; that is shown as well, with a button to try again
 */
export async function mountConsole(host: HTMLElement, options: MountOptions): Promise<void> {
  const element = new ApiConsole();
  host.replaceChildren(element);
  try {
    const data = await load(options);
    const { element: form, stop } = build(data, options);
    element.stop = stop;
    element.replaceChildren(form);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const retry = h("button", { type: "button", class: "ac-quiet" }, ["Retry"], {
      // It shows its own errors.
      click: () => void mountConsole(host, options).catch(() => {}),
    });
    element.replaceChildren(h("div", { class: "ac-failed", role: "alert" }, [h("p", {}, [message]), retry]));
    throw error;
  }
}

async function load({ document, operationId }: MountOptions): Promise<PortableOperation> {
  const failed = (reason: string, cause?: unknown) =>
    new Error(`The console of ${operationId} can't be loaded: ${reason}`, { cause });
  const response = await fetch(document).catch((error: unknown) => {
    throw failed("there is no connection to this site.", error);
  });
  if (!response.ok) throw failed(`this site answered ${response.status}.`);
  return response.json().catch((error: unknown) => {
    throw failed("its data is not complete.", error);
  });
}

function build(data: PortableOperation, { mock, fieldHref = hrefOnPage }: MountOptions) {
  const description = readPortableOperation(data);
  const [operation] = description.operations;
  if (!operation) throw new Error("The console's data has no operation. Build the site again.");
  return createConsole({ description, operation, mock, fieldHref, checks: loadChecks(data) });
}

function hrefOnPage(id: string): string {
  return `#${shownId(id, (each) => document.getElementById(each) !== null)}`;
}

/** Loaded beside the console, which does not wait for it. Where it can't be, nothing is marked, and nothing judged. */
async function loadChecks(data: PortableOperation): Promise<Checks> {
  const module = await import("./check/index.ts");
  return { module, validate: module.createPortableValidate(data) };
}
