import { annotateOperations, type Description } from "@spkey/model";
import type { Sample } from "@spkey/samples";
import type { SampleLanguage } from "./redoc.ts";
import { operationUrl, webhookUrl } from "./urls.ts";

/** The samples of each operation, by its id. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** A copy of a document as Redoc shows it: each operation with its samples, and a link to its own page. */
export function redocDocument(document: object, description: Description, samples: Samples): object {
  return annotateOperations(document, description, (operation) => {
    const { id, description: words } = operation;
    const url = description.webhooks.includes(operation) ? webhookUrl(id) : operationUrl(id);
    const own = samples[id] ?? [];
    return {
      description: `${words}\n\n[Open its own page](../${url})`,
      ...(own.length > 0 && { "x-codeSamples": own.map(({ label, code }) => ({ lang: label, label, source: code })) }),
    };
  });
}

/** The languages that there are samples in. */
export function languagesOf(samples: Samples): SampleLanguage[] {
  const labels = new Set(Object.values(samples).flatMap((own) => own.map(({ label }) => label)));
  return [...labels].map((label) => ({ lang: label, label }));
}
