export { type Credential, variablesOf } from "./credentials.ts";
export type { Form, Language } from "./language.ts";
export { type CurlValues, curlCommand } from "./languages/curl.ts";
export { languages } from "./languages.ts";
export { type SampleRequest, type SampleValues, sampleRequest } from "./request.ts";
export {
  type CodeSample,
  codeSamplesOf,
  type ExampleSample,
  type Sample,
  samplesByExample,
  samplesOf,
} from "./samples.ts";
export type { Setup } from "./setup.ts";
