import type { Reader } from "./response.ts";

/** How bodies are handed over that are no JSON: each is code of the operations alone that answer such a body. */
export const asText: Reader = (_bytes, _type, text) => text();

export const asBlob: Reader = (bytes, type) => new Blob([bytes], { type });

export const asArrayBuffer: Reader = (bytes) => bytes;
