/**
 * What the mock was given can't be used as it is: a description or a scenario that is none. Its message says where, and how it
 * is meant. What can't be read or reached at all is another error.
 */
export class InvalidInput extends Error {}
