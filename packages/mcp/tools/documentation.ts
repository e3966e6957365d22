import { documentationOf } from "@spkey/docs/documentation";
import type { Description } from "@spkey/model";
import type { Samples } from "@spkey/samples/write";
import { root, type ShippedDocumentation } from "../src/documentation.ts";

/** The documentation of a description, as it comes with the package: what the docs say, by the docs' own code. */
export function shippedDocumentation(description: Description, samples: Samples): ShippedDocumentation {
  const { info } = description;
  const { pages, search } = documentationOf(description, samples, root);
  return {
    title: info.title,
    version: info.version,
    summary: info.summary ?? "",
    pages: pages.map(({ url, title, markdown, call }) => ({
      uri: `${root}${url}`,
      title,
      markdown,
      ...(call && {
        call: {
          id: call.operation.id,
          method: call.operation.method,
          path: call.operation.path,
          group: call.group,
          deprecated: call.operation.deprecated,
          webhook: call.webhook,
        },
      }),
    })),
    search,
  };
}
