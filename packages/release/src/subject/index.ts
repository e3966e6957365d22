export { isSent } from "./credentials.ts";
export { type Answer, chooseSubject, type Subject } from "./subject.ts";
export { uncertainPropertyOf } from "./typed-property.ts";
