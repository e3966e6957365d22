import { fileURLToPath } from "node:url";
import { operationUrl, redocUrl } from "../src/site/urls.ts";
import type { Subject } from "./subject.ts";

/** What makes documentation of a description. */
export interface Renderer {
  readonly name: string;
  /** The package that is measured, whose version is reported; nothing of ours. */
  readonly package?: string;
  readonly license: string;
  /** A page of its own; nothing where it is part of the site that we build. */
  readonly page?: Page;
  /** The address of the operation's place, from the root of the site. */
  address(subject: Subject): string;
}

/** A page that reads `openapi.json` in the browser, set up as its documentation says. */
export interface Page {
  /** The files of its package that it loads, or may load. */
  readonly files: readonly string[];
  /** What stands in the `head` and in the `body`. */
  readonly head?: string;
  readonly body: string;
}

/** In the order in which they are measured; ours is the first. */
export const renderers: readonly Renderer[] = [
  {
    name: "ours",
    license: "MIT",
    address: ({ operation }) => operationUrl(operation.id),
  },
  {
    name: "Redoc",
    package: "@redocly/cli",
    license: "MIT",
    // By `redocly build-docs`, with its script beside it and with our samples: as it is on our own site.
    address: ({ operation }) => redocUrl(operation.tags[0], operation.operationId),
  },
  {
    name: "Scalar",
    package: "@scalar/api-reference",
    license: "MIT",
    // https://scalar.com/products/api-references/integrations/html-js, without its proxy, which calls from the console need.
    page: {
      files: ["dist/browser/standalone.js"],
      body: `<div id="app"></div>
<script src="standalone.js"></script>
<script>Scalar.createApiReference("#app", { url: "openapi.json" })</script>`,
    },
    address: ({ operation: { tags, method, path } }) => `#tag/${slug(tags[0])}/${method}${path}`,
  },
  {
    name: "Swagger UI",
    package: "swagger-ui-dist",
    license: "Apache-2.0",
    // https://swagger.io/docs/open-source-tools/swagger-ui/usage/installation/
    page: {
      files: ["swagger-ui.css", "swagger-ui-bundle.js"],
      head: `<link rel="stylesheet" href="swagger-ui.css">`,
      body: `<div id="swagger-ui"></div>
<script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true })</script>`,
    },
    address: ({ operation: { tags, operationId } }) => `#/${encodeURIComponent(tags[0] ?? "")}/${operationId}`,
  },
  {
    name: "Elements",
    package: "@stoplight/elements",
    license: "Apache-2.0",
    // docs/getting-started/elements/html.md of https://github.com/stoplightio/elements, in the layout that it has for phones.
    page: {
      files: ["web-components.min.js", "styles.min.css"],
      head: `<script src="web-components.min.js"></script>
<link rel="stylesheet" href="styles.min.css">`,
      body: `<elements-api apiDescriptionUrl="openapi.json" router="hash" layout="responsive"></elements-api>`,
    },
    address: ({ operation }) => `#/operations/${operation.operationId}`,
  },
  {
    name: "RapiDoc",
    package: "rapidoc",
    license: "MIT",
    // https://rapidocweb.com, "Quick start"
    page: {
      files: ["dist/rapidoc-min.js"],
      head: `<script type="module" src="rapidoc-min.js"></script>`,
      body: `<rapi-doc spec-url="openapi.json"></rapi-doc>`,
    },
    address: ({ operation: { method, path } }) => `#${method.toLowerCase()}-${path.replace(/[\s#:?&={}]/g, "-")}`,
  },
];

/** The folder of an installed package. */
export function packageFolder(name: string): URL {
  // Of some, `package.json` is no public file, and of others nothing else can be resolved: they are in our `node_modules`.
  return new URL(`../node_modules/${name}/`, import.meta.url);
}

export function packageFile(name: string, file: string): string {
  return fileURLToPath(new URL(file, packageFolder(name)));
}

/** As headings are written in addresses. */
function slug(text = ""): string {
  return encodeURIComponent(text.trim().toLowerCase().replace(/\s+/g, "-"));
}
