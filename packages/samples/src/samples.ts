import type { Description, Operation } from "@spkey/model";
import { languages } from "./languages.ts";
import { type SampleValues, sampleRequest } from "./request.ts";
import { type Sample, sampleOf } from "./sample.ts";

/** The samples of an operation, in every language: of the description's examples, or of the values that are given. */
export function samplesOf(description: Description, operation: Operation, values?: SampleValues): Sample[] {
  const request = sampleRequest(description, operation, values);
  return languages.map((language) => sampleOf(language, request));
}
