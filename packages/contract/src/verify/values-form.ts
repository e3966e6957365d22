/** What a file of values looks like, for messages and for the help. */
export const valuesForm = `returnBook:              # an operationId, or METHOD /path/{template}
  throwAway: true        # each set is used once for a call that may succeed (default); false: as often as needed
  values:
    - path: { id: reader-1 }     # path, query, header, cookie: parameters by name
      body: { copyId: copy-1 }   # fields of the body; all others are the example's`;
