/** Thrown by everything a process does after it has died. */
export class Died extends Error {}

/**
 * A process that dies at its n-th step: before the step is done, or after it is done and before
 * its answer is known. Nothing it does afterwards happens.
 */
export class Fuse {
  steps = 0;
  dead = false;
  readonly at: number;
  readonly when: 'before' | 'after';

  constructor(at: number, when: 'before' | 'after') {
    this.at = at;
    this.when = when;
  }

  /** The same object; each call of its async methods named is a step. */
  wrap<T extends object>(target: T, methods: readonly (keyof T)[]): T {
    const step = async (call: () => Promise<unknown>): Promise<unknown> => {
      if (this.dead) throw new Died();
      this.steps += 1;
      const now = this.steps === this.at;
      if (now && this.when === 'before') {
        this.dead = true;
        throw new Died();
      }
      const answer = await call();
      if (now) {
        this.dead = true;
        throw new Died();
      }
      return answer;
    };
    return new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== 'function') return value;
        if (!methods.includes(name as keyof T)) return value.bind(object) as unknown;
        return (...args: unknown[]) =>
          step(() => Promise.resolve(value.apply(object, args) as unknown));
      },
    });
  }
}
