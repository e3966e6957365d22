import { breaking, compatible, type Direction, unspecified, type Verdict } from "./rule.ts";

/** Changes of what is sent around a schema: parameters, bodies, media types, headers and statuses. */
const keepTaking = "Go on taking it, and mark it as deprecated.";
const keepAnswering = "Go on answering it, and mark it as deprecated.";

export const messageRules = {
  "parameter-added": {
    request: compatible("It is optional: who does not know it leaves it out."),
    answer: compatible("Readers overlook what they do not know."),
  },
  "parameter-required-added": {
    request: breaking("Callers do not send it, and are refused.", "Make it optional, with a default."),
    answer: compatible("Readers overlook what they do not know."),
  },
  "parameter-removed": {
    request: breaking("What callers send is not heard any more, or refused.", keepTaking),
    answer: breaking("Readers look for it in vain.", keepAnswering),
  },
  "parameter-moved": {
    request: breaking(
      "Callers send it in the old place.",
      "Take it in both places, and mark the old one as deprecated.",
    ),
    answer: breaking("Readers look for it in the old place.", "Send it in both places."),
  },
  "parameter-required": {
    request: breaking("Callers that leave it out are refused.", "Leave it optional, with a default."),
    answer: compatible("Readers that get along without it get along with it."),
  },
  "parameter-optional": {
    request: compatible("Who sends it may go on."),
    answer: breaking("Readers rely on its being there.", "Go on sending it."),
  },
  "parameter-style-changed": {
    request: breaking("Callers write its value in the old form.", "Add another parameter with the new form."),
    answer: breaking("Readers expect its value in the old form.", "Add another parameter with the new form."),
  },
  "parameter-reserved-changed": {
    request: unspecified(
      "Reserved characters are written in another way. A server that decodes its URL by the rules sees no difference.",
      "Take both spellings.",
    ),
    answer: unspecified(
      "Reserved characters are written in another way. Who decodes URLs by the rules sees no difference.",
      "Keep the old spelling.",
    ),
  },
  "parameter-empty-allowed": {
    request: compatible("All that callers send is still taken."),
    answer: breaking("Readers may find no value.", "Leave the parameter out."),
  },
  "parameter-empty-refused": {
    request: breaking("Callers that send it without a value are refused.", "Go on taking it without a value."),
    answer: compatible("All that readers get is what they were told before."),
  },
  "path-parameter-renamed": {
    request: compatible("The name of a path parameter is not sent."),
    answer: compatible("The name of a path parameter is not sent."),
  },
  "body-added": {
    request: compatible("It is optional: who does not know it sends none."),
    answer: compatible("Readers that expected no body do not look at it."),
  },
  "body-required-added": {
    request: breaking("Callers send no body, and are refused.", "Make the body optional."),
    answer: compatible("Readers that expected no body do not look at it."),
  },
  "body-removed": {
    request: breaking(
      "What callers send is not heard any more, or refused.",
      "Leave the body optional, and overlook it.",
    ),
    answer: breaking("Readers look for a body in vain.", "Go on answering the body."),
  },
  "body-required": {
    request: breaking("Callers that send no body are refused.", "Leave the body optional."),
    answer: compatible("Readers that get along without it get along with it."),
  },
  "body-optional": {
    request: compatible("Who sends a body may go on."),
    answer: breaking("Readers rely on a body.", "Go on sending a body."),
  },
  "media-type-added": {
    request: compatible("Callers may go on with the media types of before."),
    answer: compatible("Readers get it if they ask for it (RFC 9110, section 12.5.1)."),
  },
  "media-type-removed": {
    request: breaking("Callers that send this media type are refused.", "Go on taking it."),
    answer: breaking("Readers that ask for this media type do not get it.", "Go on answering it to who asks for it."),
  },
  "media-type-parameters-changed": {
    request: unspecified("Whether the server tells the two apart is not said.", "List both."),
    answer: unspecified("Whether readers tell the two apart is not said.", "List both."),
  },
  "part-encoding-changed": {
    request: breaking("Callers write this part of the body in the old way.", "Take both ways, or add a media type."),
    answer: breaking("Readers expect this part of the body in the old way.", "Add a media type."),
  },
  "header-added": {
    request: compatible("It is optional: who does not know it leaves it out."),
    answer: compatible("Readers overlook what they do not know."),
  },
  "header-required-added": {
    request: breaking("Nobody sends it yet.", "Make it optional."),
    answer: compatible("Readers overlook what they do not know."),
  },
  "header-removed": {
    request: breaking("What is sent in it is not heard any more.", keepTaking),
    answer: breaking("Readers look for it in vain.", keepAnswering),
  },
  "header-required": {
    request: breaking("Who leaves it out is refused.", "Leave it optional."),
    answer: compatible("Readers that get along without it get along with it."),
  },
  "header-optional": {
    request: compatible("Who sends it may go on."),
    answer: breaking("Readers rely on its being there.", "Go on answering it."),
  },
  "header-style-changed": {
    request: breaking("Its value is written in the old form.", "Add another header."),
    answer: breaking("Readers expect its value in the old form.", "Add another header."),
  },
  "status-added": {
    request: compatible("The answers of before are still taken."),
    answer: breaking(
      "A reader of yesterday, our client too, takes a success that it does not know for a failure.",
      "Answer a status that is documented, or add an operation.",
    ),
  },
  "other-status-added": {
    request: compatible("The answers of before are still taken."),
    answer: unspecified(
      "What readers do with a status that is neither a success nor an error is not said.",
      "Answer it only to who asks for it.",
    ),
  },
  "status-removed": {
    request: breaking("Who answers this status is not understood any more.", "Go on taking it."),
    answer: breaking("Readers wait for this status.", "Go on answering it."),
  },
  "error-added": {
    request: compatible("The answers of before are still taken."),
    answer: compatible("An API may fail in any way at any time; now one of them is documented."),
  },
  "error-removed": {
    request: breaking("Who answers this error is not understood any more.", "Go on taking it."),
    answer: breaking(
      "Readers treat this error as it was documented, and it comes in another form, or not at all.",
      "Leave it in the description.",
    ),
  },
  "status-generalized": {
    request: compatible("The status is still taken, as one of a range."),
    answer: compatible("The status is still documented, as one of a range."),
  },
  "status-specified": {
    request: compatible("The status was taken before, as one of a range."),
    answer: compatible("The status was documented before, as one of a range."),
  },
  "link-added": {
    request: compatible("Links bind nobody."),
    answer: compatible("Links bind nobody."),
  },
  "link-removed": {
    request: unspecified("Few readers follow links; those who do look for it in vain.", "Leave it in place."),
    answer: unspecified("Few readers follow links; those who do look for it in vain.", "Leave it in place."),
  },
  "link-changed": {
    request: unspecified("Few readers follow links; those who do go somewhere else.", "Add another link."),
    answer: unspecified("Few readers follow links; those who do go somewhere else.", "Add another link."),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Direction, Verdict>>>>;

/** A sort of change of what is sent around a schema; with a direction, it is a rule. */
export type MessageFact = keyof typeof messageRules;
