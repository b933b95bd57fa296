import type { Delivery, SendOptions } from '../../functions/platform/queue.ts';

interface Message {
  id: string;
  body: string;
  visibleAtMs: number;
  attempt: number;
}

const visibilityMs = 90_000;
/** More than SQS is set to: every crash of a stormy run costs a delivery. */
const mostReceives = 10;

/** A queue: at least once, any order, redelivered until acknowledged, then a dead letter. */
export class Mailbox {
  readonly dead: string[] = [];
  private messages: Message[] = [];
  private count = 0;
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  add(body: string, { delaySeconds = 0 }: SendOptions = {}): void {
    this.count += 1;
    const visibleAtMs = this.nowMs() + delaySeconds * 1000;
    this.messages.push({ id: String(this.count), body, visibleAtMs, attempt: 0 });
  }

  get depth(): number {
    return this.messages.length;
  }

  /** Wall time of the next message to be had; Infinity where there is none. */
  nextAtMs(): number {
    return Math.min(Infinity, ...this.messages.map(({ visibleAtMs }) => visibleAtMs));
  }

  /** Some of those that can be seen now, in no order, hidden for a while. */
  receive(most: number, random: () => number): Delivery[] {
    const now = this.nowMs();
    const batch: Delivery[] = [];
    while (batch.length < most) {
      const seen = this.messages.filter(({ visibleAtMs }) => visibleAtMs <= now);
      const message = seen[Math.floor(random() * seen.length)];
      if (message === undefined) break;
      message.attempt += 1;
      if (message.attempt > mostReceives) {
        this.acknowledge(message.id);
        this.dead.push(message.body);
        continue;
      }
      message.visibleAtMs = now + visibilityMs;
      batch.push({ id: message.id, body: message.body, attempt: message.attempt });
    }
    return batch;
  }

  acknowledge(id: string): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  /** Comes again soon. */
  giveBack(id: string): void {
    const message = this.messages.find((one) => one.id === id);
    if (message !== undefined) message.visibleAtMs = this.nowMs() + 500 * message.attempt;
  }

  redrive(): void {
    for (const body of this.dead.splice(0)) this.add(body);
  }
}
