/**
 * The parts of Prism that the engine is made of. Those with a path are not among the exports of their packages, which
 * are pinned to one exact version.
 */
import type { PrismHttpComponents } from "@stoplight/prism-http";
import mocker from "@stoplight/prism-http/dist/mocker/index.js";

export { createInstance, ProblemJsonError } from "@stoplight/prism-http";
export { validateInput, validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
export { validateBody } from "@stoplight/prism-http/dist/validator/validators/index.js";
export { getHttpConfigFromRequest } from "@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js";
export { serialize } from "@stoplight/prism-http-server/dist/serialize.js";

export const prismMock: PrismHttpComponents["mock"] = mocker.default; // A CommonJS module, seen from an ECMAScript one.
