/** Names as small whole numbers, in the order they were first met. */
export class Names {
  private readonly codes = new Map<string, number>();

  codeOf(name: string): number {
    const known = this.codes.get(name);
    if (known !== undefined) return known;
    this.codes.set(name, this.codes.size);
    return this.codes.size - 1;
  }

  all(): string[] {
    return [...this.codes.keys()];
  }
}
