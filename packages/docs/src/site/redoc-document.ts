import { annotateOperations, type Description } from "@spkey/model";
import { type CodeSample, codeSamplesOf } from "@spkey/samples";
import type { SampleLanguage } from "./redoc.ts";
import type { Samples } from "./samples.ts";
import { operationUrl, webhookUrl } from "./urls.ts";

/** A copy of a document as Redoc shows it: each operation with its samples, and a link to its own page. */
export function redocDocument(document: object, description: Description, samples: Samples): object {
  const webhooks = new Set(description.webhooks);
  return annotateOperations(document, description, (operation) => {
    const { id, description: words } = operation;
    const url = webhooks.has(operation) ? webhookUrl(id) : operationUrl(id);
    const own = codeSamplesOf(operation, samples[id] ?? []);
    return {
      description: `${words}\n\n[Open its own page](../${url})`,
      ...(own.length > 0 && { "x-codeSamples": own }),
    };
  });
}

/**
 * The tabs that Redoc may show. It has one text in each, whichever example is selected, so that the samples of further examples
 * have tabs of their own after those of all first ones. The payload is what does follow the selector.
 */
export function languagesOf(description: Description, samples: Samples): SampleLanguage[] {
  const rows = description.operations.flatMap((operation) => codeSamplesOf(operation, samples[operation.id] ?? []));
  const labels = (of: readonly CodeSample[]) => new Map(of.map(({ lang, label }) => [label, { lang, label }]));
  const first = labels(rows.filter(({ lang, label }) => lang === label));
  const others = labels(rows.filter(({ lang, label }) => lang !== label));
  return [...first.values(), { lang: "payload", label: "Payload" }, ...others.values()];
}
