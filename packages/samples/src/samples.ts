import type { Description, Operation } from "@spkey/model";
import { valuesByExample } from "./examples.ts";
import { languages } from "./languages.ts";
import { type SampleValues, sampleRequest } from "./request.ts";
import { comments, type ExampleSample, oneLine, type Sample, sampleOf, withHead } from "./sample.ts";

/** The samples of an operation, in every language: of the description's examples, or of the values that are given. */
export function samplesOf(description: Description, operation: Operation, values?: SampleValues): Sample[] {
  const request = sampleRequest(description, operation, values);
  return languages.map((language) => sampleOf(language, request));
}

/** The samples of an operation with one for each named example of its request: the first is the default, `others` has the rest. */
export function samplesByExample(description: Description, operation: Operation): Sample[] {
  const [first, ...rest] = valuesByExample(description, operation).map(({ name, values }) => ({
    name,
    samples: samplesOf(description, operation, values),
  }));
  return (first?.samples ?? []).map((sample, index) => {
    const others = rest.flatMap(({ name, samples }) =>
      samples.slice(index, index + 1).map((each) => shown(each, name)),
    );
    return { ...sample, ...shown(sample, first?.name), ...(others.length > 0 && { others }) };
  });
}

function shown({ code, script, notes }: Sample, name: string | undefined): ExampleSample {
  return { ...(name !== undefined && { example: name }), code, script, notes };
}

/** A sample in `x-codeSamples`, the extension that documentation tools show. */
export interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/**
 * The samples as `x-codeSamples`: tools pair them with nothing, so that those of further examples say in their labels which one
 * they are of, and what a sample can't show is in its comments.
 */
export function codeSamplesOf(operation: Operation, samples: readonly Sample[]): CodeSample[] {
  const titles = new Map(
    (operation.requestBody?.content ?? []).flatMap(({ examples }) =>
      examples.map(({ name, summary }) => [name, summary ?? name] as const),
    ),
  );
  const row = ({ language, label }: Sample, { code, notes }: ExampleSample, title?: string) => ({
    lang: label,
    label: title === undefined ? label : `${label}: ${title}`,
    source: withNotes(language, code, notes),
  });
  const examples = samples[0]?.others ?? [];
  return [
    ...samples.map((sample) => row(sample, sample)),
    ...examples.flatMap(({ example }, index) =>
      samples.flatMap((sample) => {
        const other = sample.others?.[index];
        return other ? [row(sample, other, titles.get(example) ?? example)] : [];
      }),
    ),
  ];
}

/** Code with notes before it, but where it is nothing else itself. */
function withNotes(id: string, code: string, notes: readonly string[]): string {
  const language = languages.find((each) => each.id === id);
  const unsaid = notes.filter((note) => !code.includes(oneLine(note)));
  return language ? withHead(code, comments(language, unsaid)) : code;
}
