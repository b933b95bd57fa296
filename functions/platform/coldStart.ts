/**
 * A handler whose dependencies are built at the first call and kept for the life of the instance.
 * Loading the file does nothing, so it can be checked without an account; a build that failed is
 * tried again by the next call instead of poisoning the instance.
 */
export function coldStart<Event, Answer>(
  build: () => Promise<(event: Event) => Promise<Answer>>,
): (event: Event) => Promise<Answer> {
  let built: Promise<(event: Event) => Promise<Answer>> | undefined;
  return async (event) => {
    built ??= build().catch((error: unknown) => {
      built = undefined;
      throw error;
    });
    const handle = await built;
    return handle(event);
  };
}
