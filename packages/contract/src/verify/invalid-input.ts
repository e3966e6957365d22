/** What is wrong with an argument, a file or the environment, and how it is meant. It never repeats a secret. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
}
