/** What tests of other packages need to call a generated client. */
export { compilers, type TypeErrorOptions, typeErrors } from "./compile.ts";
export { type Callable, callables, consumerProgram } from "./consumer.ts";
