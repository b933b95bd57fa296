/** Somebody who works: a Lambda at its batch, the shop calling. Dead, nothing of theirs happens any more. */
export interface Actor {
  name: string;
  alive: boolean;
  onDeath: () => void;
}

/** Chances, each between 0 and 1, of what may go wrong with one effect. */
export interface Faults {
  /** The worker dies before the effect, or after it. */
  crash: number;
  /** Refused for now; nothing happened. */
  throttle: number;
  /** It happened, and the answer never came. */
  lostAnswer: number;
  /** Takes so long that leases run out meanwhile. */
  slow: number;
}

export const noFaults: Faults = { crash: 0, throttle: 0, lostAnswer: 0, slow: 0 };

interface Parked {
  actor: Actor;
  label: string;
  run: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const slowMs = 95_000;
const mostStepMs = 40;

/**
 * Decides who goes next. Every effect of every worker waits here until it is let go, one at a time,
 * by a seeded choice; in between, each worker runs on until it waits for its next effect. The same
 * seed is the same run.
 */
export class Scheduler {
  faults: Faults = noFaults;
  readonly trace: string[] = [];
  private parked: Parked[] = [];
  private readonly random: () => number;
  private readonly pass: (ms: number) => void;

  constructor(random: () => number, pass: (ms: number) => void) {
    this.random = random;
    this.pass = pass;
  }

  get waiting(): number {
    return this.parked.length;
  }

  effect<T>(actor: Actor, label: string, run: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!actor.alive) return;
      const settle = (value: unknown) => {
        resolve(value as T);
      };
      this.parked.push({ actor, label, run, resolve: settle, reject });
    });
  }

  /** All that can run without an effect has run. */
  settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets one effect happen, or go wrong. */
  step(): void {
    const [next] = this.parked.splice(Math.floor(this.random() * this.parked.length), 1);
    if (next === undefined) return;
    const { faults } = this;
    const luck = this.random();
    this.pass(this.random() < faults.slow ? slowMs : this.random() * mostStepMs);
    let bound = faults.crash / 2;
    if (luck < bound) {
      this.die(next, 'dies before');
      return;
    }
    bound += faults.crash / 2;
    if (luck < bound) {
      void next.run();
      this.die(next, 'dies after');
      return;
    }
    bound += faults.throttle;
    if (luck < bound) {
      this.note(next, 'is refused');
      next.reject(new Error('throttled'));
      return;
    }
    bound += faults.lostAnswer;
    if (luck < bound) {
      this.note(next, 'hears nothing of');
      void next.run();
      next.reject(new Error('no answer'));
      return;
    }
    this.note(next, '');
    next.resolve(next.run());
  }

  say(text: string): void {
    this.trace.push(text);
  }

  private note({ actor, label }: Parked, what: string): void {
    this.trace.push(`${actor.name} ${what === '' ? '' : `${what} `}${label}`);
  }

  private die(parked: Parked, what: string): void {
    const { actor } = parked;
    this.note(parked, what);
    actor.alive = false;
    this.parked = this.parked.filter((one) => one.actor !== actor);
    actor.onDeath();
  }
}
