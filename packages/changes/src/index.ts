export { type Change, pointerOf } from "./change.ts";
export { type Comparison, compareDescriptions } from "./compare.ts";
export { findRule, rules } from "./rules/index.ts";
export { breaks, type ChangeClass, type Direction, type Party, type Rule } from "./rules/rule.ts";
