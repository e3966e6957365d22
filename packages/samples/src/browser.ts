/**
 * What a page needs first: a request and cURL. The other languages are `@spkey/samples/languages`, which a page imports when it
 * shows one of them; by `index.ts`, which has all of it, a bundler would take them along.
 */
export type { Body } from "./body.ts";
export type { Credential } from "./credentials.ts";
export type { Language } from "./language.ts";
export { curl, curlJson } from "./languages/curl.ts";
export type { Part } from "./parts.ts";
export { type SampleRequest, type SampleValues, sampleRequest } from "./request.ts";
export { type Sample, sampleOf } from "./sample.ts";
