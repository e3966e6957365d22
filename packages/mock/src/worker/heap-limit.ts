/**
 * How large the memory for new objects may get in a thread. V8 enlarges it in steps as long as a thread is busy: without a
 * bound, that of a mock grew by a fifth between 50,000 and 200,000 requests.
 */
export const heapLimit = { maxYoungGenerationSizeMb: 32 };
