/**
 * A message that no further try can do anything with: what it says cannot be read. Its message
 * names fields and never quotes a value.
 */
export class Poison extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Poison';
  }
}
