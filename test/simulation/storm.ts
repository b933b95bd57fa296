import { createHmac } from 'node:crypto';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { Mailbox } from './mailbox.ts';
import { memoryTable } from './memoryTable.ts';
import { Scheduler, noFaults, type Actor, type Faults } from './scheduler.ts';
import { Shop, shopDomain, type Webhook } from './shop.ts';
import { worksOf, type Ground, type SimulatedJob } from './works.ts';
import type { Witness } from './parts.ts';

/** What a seed decides once, for its whole run. */
export interface Weather {
  faults: Faults;
  /** Share of deliveries about orders that never arrive; 0 in most seeds. */
  loss: number;
  /** The merchant removes the app and comes back. */
  leaves: boolean;
  /** The history is read while orders come in. */
  backfill: boolean;
  deeds: number;
  /** In the end a hundred days pass. */
  silence: boolean;
}

interface Delivery {
  atMs: number;
  webhook: Webhook;
  /** Wall time at which it happened. */
  triggeredAtMs: number;
}

const secret = 'a-secret-of-the-simulation';
const start = Date.parse('2026-11-22T03:00:00Z');
const uninstalledBody = JSON.stringify({ id: 1, myshopify_domain: shopDomain });
const mostWorkers = 4;
const secondMs = 1000;
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A run that is not over by then goes round in circles. */
const mostSteps = 60_000;
const redeliveryMs = 5_000;

/** One shop, its deliveries, the queues and the workers, all moved on by one seeded hand. */
export class Storm {
  readonly ground: Ground;
  readonly scheduler: Scheduler;
  readonly shop: Shop;
  installed = true;
  /** Nothing has changed since a run over the whole shop. */
  settledSince = false;
  private wallMs = start;
  private jumpedMs = 0;
  private steps = 0;
  private network: Delivery[] = [];
  private workers = 0;
  private deeds: number;
  private nextDeedMs: number;
  private actors = 0;
  private readonly random: () => number;
  private readonly weather: Weather;

  constructor(random: () => number, weather: Weather, witness: Witness) {
    this.random = random;
    this.weather = weather;
    this.deeds = weather.deeds;
    this.nextDeedMs = start + secondMs;
    this.scheduler = new Scheduler(random, (ms) => {
      this.wallMs += ms;
    });
    const wall = () => this.wallMs;
    this.shop = new Shop(
      random,
      () => this.shopSeconds(),
      (webhook) => this.post(webhook),
    );
    this.ground = {
      memory: memoryTable(random() < 0.3 ? { itemsAPage: 1 + Math.floor(random() * 3) } : {}),
      files: new Map(),
      queues: { events: new Mailbox(wall), jobs: new Mailbox(wall), issue: new Mailbox(wall) },
      discounts: new Map(),
      shop: this.shop,
      clock: { wallMs: () => Math.floor(this.wallMs), businessMs: () => this.businessMs() },
      scheduler: this.scheduler,
      witness,
    };
  }

  get leaves(): boolean {
    return this.weather.leaves;
  }

  /** Business time jumps; the shop's clock goes with it. */
  jump(ms: number): void {
    this.jumpedMs += ms;
    this.scheduler.say(`time jumps by ${String(Math.round(ms / secondMs))} s`);
  }

  request(job: SimulatedJob): void {
    this.ground.queues.jobs.add(JSON.stringify(job));
  }

  /** Every order is asked for, as after a tie. */
  readAllAgain(): void {
    for (const orderId of this.shop.orders.keys()) {
      this.ground.queues.events.add(packEnvelope({ kind: 'reread', shop: shopDomain, orderId }));
    }
  }

  calm(): void {
    this.scheduler.faults = noFaults;
  }

  /** Wall time passes, for what waits on it. */
  sleep(ms: number): void {
    this.wallMs += ms;
  }

  rage(): void {
    this.scheduler.faults = this.weather.faults;
  }

  /** Goes on until nothing is under way, waiting or to come. */
  async quiet(): Promise<void> {
    for (;;) {
      await this.scheduler.settled();
      this.steps += 1;
      if (this.steps > mostSteps) throw new Error('the run does not come to an end');
      if (!this.next()) return;
    }
  }

  /** A worker of its own for setting up and looking, before or after the storm. */
  actor(name: string): Actor {
    this.actors += 1;
    return { name: `${name}${String(this.actors)}`, alive: true, onDeath: () => undefined };
  }

  private businessMs(): number {
    return Math.floor(this.wallMs) + this.jumpedMs;
  }

  private shopSeconds(): number {
    return Math.floor(this.businessMs() / secondMs);
  }

  /** Does one thing of those that can be done; false: there is nothing, now or later. */
  private next(): boolean {
    if (this.nextDeedMs <= this.wallMs && this.deeds > 0) {
      this.deed();
      return true;
    }
    const due = this.network.findIndex(({ atMs }) => atMs <= this.wallMs);
    const choices: (() => void)[] = [];
    const { waiting } = this.scheduler;
    if (waiting > 0)
      choices.push(() => {
        this.scheduler.step();
      });
    if (waiting > 1)
      choices.push(() => {
        this.scheduler.step();
      });
    if (due >= 0)
      choices.push(() => {
        this.deliver(due);
      });
    if (this.workers < mostWorkers) {
      const { events, jobs, issue } = this.ground.queues;
      if (events.nextAtMs() <= this.wallMs)
        choices.push(() => {
          this.work('events');
        });
      if (jobs.nextAtMs() <= this.wallMs)
        choices.push(() => {
          this.work('jobs');
        });
      if (issue.nextAtMs() <= this.wallMs)
        choices.push(() => {
          this.work('issue');
        });
    }
    const choice = choices[Math.floor(this.random() * choices.length)];
    if (choice !== undefined) {
      choice();
      return true;
    }
    return this.wait();
  }

  private wait(): boolean {
    const { events, jobs, issue } = this.ground.queues;
    const next = Math.min(
      events.nextAtMs(),
      jobs.nextAtMs(),
      issue.nextAtMs(),
      this.deeds > 0 ? this.nextDeedMs : Infinity,
      ...this.network.map(({ atMs }) => atMs),
    );
    if (next === Infinity) return false;
    this.wallMs = Math.max(this.wallMs, next);
    return true;
  }

  /** Many changes share a second, some come a while later. */
  private deed(): void {
    const luck = this.random();
    const pause =
      luck < 0.5
        ? this.random() * 700
        : luck < 0.9
          ? this.random() * 30_000
          : this.random() * 7_200_000;
    this.nextDeedMs = this.wallMs + pause;
    this.deeds -= 1;
    if (this.weather.leaves && this.random() < 0.12) {
      this.moveInOrOut();
      return;
    }
    if (this.weather.backfill && this.random() < 0.12) this.request({ job: 'backfill' });
    if (this.random() < 0.06) this.request({ job: 'recompute' });
    if (this.random() < 0.05) this.jump(this.random() * 2 * dayMs);
    this.shop.live();
    if (this.deeds > 0) return;
    if (!this.installed) this.moveInOrOut();
    if (this.random() < 0.3) this.request({ job: 'recompute' });
  }

  private moveInOrOut(): void {
    if (this.installed) {
      this.post({ topic: 'app/uninstalled', body: uninstalledBody });
      this.installed = false;
      return;
    }
    this.installed = true;
    // A second later, as the shop's word is dated in whole seconds.
    this.wallMs += 2 * secondMs;
    this.request({ job: 'install' });
  }

  /** Told at once, late, several times, or never; a shop that removed the app is told of by law only. */
  private post(webhook: Webhook): void {
    this.scheduler.say(`shop ${webhook.topic} ${webhook.body.slice(0, 80)}`);
    const byLaw = webhook.topic === 'customers/redact';
    if (!this.installed && !byLaw) return;
    const canBeLost = webhook.topic.startsWith('orders/') || webhook.topic === 'refunds/create';
    if (canBeLost && this.random() < this.weather.loss) return;
    const times = this.random() < 0.75 ? 1 : 1 + Math.floor(this.random() * 5);
    for (let time = 0; time < times; time += 1) {
      const atMs = this.wallMs + this.delayMs();
      this.network.push({ atMs, webhook, triggeredAtMs: Math.floor(this.wallMs) });
    }
  }

  private delayMs(): number {
    const luck = this.random();
    if (luck < 0.5) return this.random() * 300;
    if (luck < 0.8) return this.random() * 5 * secondMs;
    return luck < 0.95 ? this.random() * 10 * minuteMs : this.random() * dayMs;
  }

  private deliver(index: number): void {
    const [delivery] = this.network.splice(index, 1);
    if (delivery === undefined) return;
    const actor = this.actor('receive');
    const again = () => {
      this.network.push({ ...delivery, atMs: this.wallMs + redeliveryMs });
    };
    actor.onDeath = again;
    const { body, topic } = delivery.webhook;
    const headers = {
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': shopDomain,
      'x-shopify-triggered-at': new Date(delivery.triggeredAtMs).toISOString(),
    };
    const { enqueue } = worksOf(this.ground, actor);
    const nowMs = () => Math.floor(this.wallMs);
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const deps = { secrets: [secret], enqueue, nowMs, log };
    void receiveWebhook({ headers, body: Buffer.from(body) }, deps).then(({ status }) => {
      if (status === 200) return;
      if (status !== 503) throw new Error(`the shop was answered ${String(status)}`);
      again();
    });
  }

  private work(name: keyof Ground['queues']): void {
    const most = name === 'jobs' ? 1 : 1 + Math.floor(this.random() * 3);
    const batch = this.ground.queues[name].receive(most, this.random);
    if (batch.length === 0) return;
    const actor = this.actor(name);
    this.workers += 1;
    const over = () => {
      this.workers -= 1;
    };
    actor.onDeath = over;
    this.scheduler.say(`${actor.name} takes ${batch.map(({ body }) => titleOf(body)).join(' + ')}`);
    void worksOf(this.ground, actor)
      .take(name, batch)
      .catch(() => undefined)
      .then(over);
  }
}

function titleOf(body: string): string {
  return body.slice(0, 220).replaceAll('\n', ' ');
}
