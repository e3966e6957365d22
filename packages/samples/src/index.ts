export { type Credential, variablesOf } from "./credentials.ts";
export type { Language } from "./language.ts";
export { type CurlValues, curlCommand } from "./languages/curl.ts";
export { languages } from "./languages.ts";
export { type SampleRequest, type SampleValues, sampleRequest } from "./request.ts";
export { type Sample, sampleOf } from "./sample.ts";
export { samplesOf } from "./samples.ts";
