import { breaking, compatible, type Direction, unspecified, type Verdict } from "./rule.ts";

/**
 * Changes of what a value may be. A request may only become wider: what callers send must still be taken. An answer may only
 * become narrower: what readers get must be what they were told. So most rows have one class on one side and another on the other.
 */
const newField = "Leave the field as it is, add another one beside it, and mark the old one as deprecated.";
const wider = compatible("All that callers send is still taken.");
const narrower = compatible("All that readers get is what they were told before.");
const keepOld = "Go on taking what was allowed, and describe what is wanted in words.";
const keepPromise = "Keep the old promise in the description, and give the new values in a new field.";

export const schemaRules = {
  "type-changed": {
    request: breaking("Callers send values of the old type, which are refused.", newField),
    answer: breaking("Readers get values of a type that they do not know.", newField),
  },
  "type-narrowed": {
    request: breaking("Callers may send values of a type that is refused now.", keepOld),
    answer: narrower,
  },
  "type-widened": {
    request: wider,
    answer: breaking("Readers may get values of a type that they were not told of.", newField),
  },
  "null-added": {
    request: wider,
    answer: breaking(
      "Readers that use the value without a look at it fail at null.",
      "Leave the field out instead, if it is optional, or add another one.",
    ),
  },
  "null-removed": {
    request: breaking("Callers that send null are refused.", "Go on taking null, with the meaning of a default."),
    answer: narrower,
  },
  "enum-narrowed": {
    request: breaking(
      "Callers may send a value that is refused now.",
      "Go on taking the value, and treat it as one that stays.",
    ),
    answer: narrower,
  },
  "enum-widened": {
    request: wider,
    answer: unspecified(
      "The description does not say whether readers have to expect other values: ours passes them on, but one that switches over all values has no branch for it.",
      "Tell readers first, or give the new value only to who asks for it.",
    ),
  },
  "enum-replaced": {
    request: breaking("None of the values that callers send is taken any more.", newField),
    answer: breaking("Readers know none of the values that they get.", newField),
  },
  "enum-added": {
    request: breaking("Callers may send any value, of which few are taken now.", keepOld),
    answer: narrower,
  },
  "enum-removed": {
    request: wider,
    answer: breaking("Readers were told all values, and may get any other one.", newField),
  },
  "bounds-tightened": {
    request: breaking("Callers may send values outside of the new bounds.", keepOld),
    answer: narrower,
  },
  "bounds-loosened": {
    request: wider,
    answer: breaking("Readers may have no room for values outside of the old bounds.", keepPromise),
  },
  "pattern-tightened": {
    request: breaking("Callers may send texts that the new pattern refuses.", keepOld),
    answer: narrower,
  },
  "pattern-loosened": {
    request: wider,
    answer: breaking("Readers may get texts that the old pattern ruled out.", keepPromise),
  },
  "pattern-changed": {
    request: breaking("Some texts that callers send are refused by the new pattern.", keepOld),
    answer: breaking("Readers may get texts that the old pattern ruled out.", keepPromise),
  },
  "pattern-undecided": {
    request: unspecified(
      "It can't be told which of the two patterns allows more.",
      "Write it without look-around and long repetitions, or declare what is meant.",
    ),
    answer: unspecified(
      "It can't be told which of the two patterns allows more.",
      "Write it without look-around and long repetitions, or declare what is meant.",
    ),
  },
  "format-tightened": {
    request: breaking("Callers may send values of another format.", keepOld),
    answer: narrower,
  },
  "format-loosened": {
    request: wider,
    answer: breaking("Readers that parse the format fail at other values.", keepPromise),
  },
  "format-changed": {
    request: breaking("Callers send the old format.", newField),
    answer: breaking("Readers parse the old format.", newField),
  },
  "content-changed": {
    request: breaking("Callers write the content of the text in the old way.", newField),
    answer: breaking("Readers decode the content of the text in the old way.", newField),
  },
  "property-added": {
    request: compatible("It is optional: who does not know it leaves it out."),
    answer: compatible("Readers overlook what they do not know."),
  },
  "property-required-added": {
    request: breaking("Callers do not send it, and are refused.", "Make it optional, with a default."),
    answer: compatible("Readers overlook what they do not know."),
  },
  "closed-property-added": {
    request: compatible("It is optional: who does not know it leaves it out."),
    answer: breaking(
      "The description promised that nothing else would come (`additionalProperties: false`), and strict readers refuse it.",
      "Open the object in a major version first: readers of an open object overlook what they do not know.",
    ),
  },
  "property-removed": {
    request: breaking(
      "What callers send is not heard any more, or refused.",
      "Mark it as deprecated, and go on taking it.",
    ),
    answer: breaking("Readers look for it in vain.", "Mark it as deprecated, and go on answering it."),
  },
  "property-required": {
    request: breaking("Callers that leave it out are refused.", "Leave it optional, with a default."),
    answer: compatible("Readers that get along without it get along with it."),
  },
  "property-optional": {
    request: compatible("Who sends it may go on."),
    answer: breaking(
      "Readers rely on its being there.",
      "Go on answering it, if need be with a value that says that there is none.",
    ),
  },
  "property-read-only": {
    request: breaking(
      "It is no part of a request any more: what callers send is overlooked or refused.",
      "Go on taking it, and overlook it.",
    ),
    answer: compatible("It is still answered."),
  },
  "property-write-only": {
    request: compatible("It is still taken."),
    answer: breaking(
      "It is no part of an answer any more: readers look for it in vain.",
      "Go on answering it, and mark it as deprecated.",
    ),
  },
  "additional-properties-closed": {
    request: breaking(
      "Callers may send properties that are refused now.",
      "Leave the object open, and overlook what is not known.",
    ),
    answer: narrower,
  },
  "additional-properties-opened": {
    request: wider,
    answer: breaking(
      "The description promised that nothing else would come, and strict readers refuse it.",
      "Name the properties that come, in a major version.",
    ),
  },
  "alternative-added": {
    request: wider,
    answer: breaking(
      "Readers may get a variant that they do not know.",
      "Give the new variant only to who asks for it, or in a new field.",
    ),
  },
  "alternative-removed": {
    request: breaking("Callers may send the variant that is gone.", "Mark it as deprecated, and go on taking it."),
    answer: narrower,
  },
  "alternatives-rewritten": {
    request: compatible("Another of the alternatives takes the same values."),
    answer: compatible("Another of the alternatives had the same values already."),
  },
  "alternatives-exclusive": {
    request: unspecified(
      "`oneOf` refuses a value that fits two of the alternatives, which `anyOf` took. The description does not say whether there are any.",
      "Leave it as `anyOf`.",
    ),
    answer: narrower,
  },
  "alternatives-combinable": {
    request: wider,
    answer: unspecified(
      "`anyOf` allows a value that fits two of the alternatives, which `oneOf` ruled out. The description does not say whether there are any.",
      "Leave it as `oneOf`.",
    ),
  },
  "discriminator-added": {
    request: unspecified(
      "The property decides now which variant is meant. The description did not say so before.",
      "Leave the property free where it was.",
    ),
    answer: narrower,
  },
  "discriminator-removed": {
    request: wider,
    answer: breaking("Readers choose the variant by it.", "Leave it in place."),
  },
  "discriminator-changed": {
    request: breaking(
      "Callers say by the old property, or the old value, which variant they mean.",
      "Add the new value beside the old one.",
    ),
    answer: breaking(
      "Readers choose the variant by the old property, or the old value.",
      "Add a field, and leave the discriminator as it is.",
    ),
  },
  "discriminator-value-added": {
    request: wider,
    answer: breaking("Readers have no variant for the new value.", "Give the new variant only to who asks for it."),
  },
  "discriminator-value-removed": {
    request: breaking(
      "Callers may name the variant by the value that is gone.",
      "Keep the old value in the mapping, beside the new one.",
    ),
    answer: narrower,
  },
  "condition-added": {
    request: breaking("Callers may send values that the new rule refuses.", keepOld),
    answer: narrower,
  },
  "condition-removed": {
    request: wider,
    answer: breaking("Readers may get values that the rule ruled out.", keepPromise),
  },
  "condition-changed": {
    request: unspecified(
      "Whether the new rule allows more or less can't be told from its text.",
      "Add the new rule as an alternative.",
    ),
    answer: unspecified(
      "Whether the new rule allows more or less can't be told from its text.",
      "Keep the old rule as well.",
    ),
  },
  "default-added": {
    request: unspecified(
      "What the API took for what was left out was not said before: it may be something else.",
      "Document the default that the API has had all along.",
    ),
    answer: unspecified(
      "A default in an answer binds nobody, but some readers fill it in.",
      "Answer the value itself.",
    ),
  },
  "default-changed": {
    request: breaking(
      "Callers that leave it out ask for something else now.",
      "Keep the default, and let callers ask for the new value.",
    ),
    answer: unspecified(
      "A default in an answer binds nobody, but some readers fill it in.",
      "Answer the value itself.",
    ),
  },
  "default-removed": {
    request: breaking("Callers that leave it out relied on the default.", "Keep the default in the description."),
    answer: unspecified(
      "A default in an answer binds nobody, but some readers fill it in.",
      "Answer the value itself.",
    ),
  },
  "xml-changed": {
    request: unspecified(
      "As XML it is written in another way; as JSON nothing changes.",
      "Leave the names of elements and attributes as they are.",
    ),
    answer: unspecified(
      "As XML it is written in another way; as JSON nothing changes.",
      "Leave the names of elements and attributes as they are.",
    ),
  },
  deprecated: {
    request: compatible("It still works; callers are told in time."),
    answer: compatible("It is still there; readers are told in time."),
  },
  "deprecation-ended": {
    request: compatible("It works as before."),
    answer: compatible("It is there as before."),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Direction, Verdict>>>>;

/** A sort of change of a schema; with a direction, it is a rule. */
export type SchemaFact = keyof typeof schemaRules;
