import { randomUuid } from '../random.ts';
import type { Database, Row } from '../records/database.ts';
import { planDeliveries, type Chaos } from './chaos.ts';

/** One delivery to be made, as kept on disk until the app has answered 2xx. */
export interface Parcel {
  seq: number;
  shop: string;
  topic: string;
  uri: string;
  webhookId: string;
  eventId: string;
  triggeredAt: string;
  body: string;
  attempts: number;
}

export interface Outbox {
  /** Keeps a delivery; inside the transaction of what it tells about, or it may tell of nothing. */
  add(parcel: Omit<Parcel, 'seq' | 'attempts' | 'webhookId'>, nowMs: number): void;
  /** What is due, the longest first, by number: a look around reads no bodies. */
  due(nowMs: number, limit: number): number[];
  parcel(seq: number): Parcel | undefined;
  nextDueMs(): number | undefined;
  delivered(seq: number, status: number): void;
  postponed(seq: number, untilMs: number, status: number | null): void;
  counts(): { pending: number; delivered: number; lost: number };
  recent(shop: string, limit: number): Row[];
}

/** Delivered rows kept for looking at; older ones go. */
const keptDelivered = 1000;

export function openOutbox(database: Database, chaos: () => Chaos, random: () => number): Outbox {
  let sinceSwept = 0;
  function insert(parcel: Omit<Parcel, 'seq' | 'attempts'>, dueMs: number, state: string): void {
    database.run(
      `INSERT INTO outbox (shop, topic, uri, webhook_id, event_id, triggered_at, body, due_ms, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      parcel.shop,
      parcel.topic,
      parcel.uri,
      parcel.webhookId,
      parcel.eventId,
      parcel.triggeredAt,
      parcel.body,
      dueMs,
      state,
    );
  }
  return {
    add(parcel, nowMs) {
      const whole = { ...parcel, webhookId: randomUuid(random) };
      const delays = planDeliveries(chaos(), random);
      if (delays.length === 0) insert(whole, nowMs, 'lost');
      for (const delayMs of delays) insert(whole, nowMs + delayMs, 'pending');
    },
    due: (nowMs, limit) =>
      database
        .rows(
          `SELECT seq FROM outbox WHERE state = 'pending' AND due_ms <= ? ORDER BY due_ms, seq LIMIT ?`,
          nowMs,
          limit,
        )
        .map(({ seq }) => Number(seq)),
    parcel(seq) {
      const row = database.row('SELECT * FROM outbox WHERE seq = ?', seq);
      return row === undefined ? undefined : parcelOf(row);
    },
    nextDueMs() {
      const due = database.row(`SELECT min(due_ms) AS due FROM outbox WHERE state = 'pending'`)?.[
        'due'
      ];
      return typeof due === 'number' ? due : undefined;
    },
    delivered(seq, status) {
      database.run(
        `UPDATE outbox SET state = 'delivered', attempts = attempts + 1, answer = ? WHERE seq = ?`,
        status,
        seq,
      );
      sinceSwept += 1;
      if (sinceSwept < keptDelivered) return;
      sinceSwept = 0;
      database.run(
        `DELETE FROM outbox WHERE state = 'delivered' AND seq < (SELECT max(seq) FROM outbox) - ?`,
        keptDelivered,
      );
    },
    postponed(seq, untilMs, status) {
      database.run(
        'UPDATE outbox SET due_ms = ?, attempts = attempts + 1, answer = ? WHERE seq = ?',
        untilMs,
        status,
        seq,
      );
    },
    counts() {
      const counted = { pending: 0, delivered: 0, lost: 0 };
      for (const row of database.rows('SELECT state, count(*) AS n FROM outbox GROUP BY state')) {
        const { state } = row;
        if (state === 'pending' || state === 'delivered' || state === 'lost') {
          counted[state] = Number(row['n']);
        }
      }
      return counted;
    },
    recent: (shop, limit) =>
      database.rows(
        `SELECT seq, topic, webhook_id, event_id, triggered_at, attempts, state, answer
         FROM outbox WHERE shop = ? ORDER BY seq DESC LIMIT ?`,
        shop,
        limit,
      ),
  };
}

function parcelOf(row: Row): Parcel {
  const text = (name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    seq: Number(row['seq']),
    shop: text('shop'),
    topic: text('topic'),
    uri: text('uri'),
    webhookId: text('webhook_id'),
    eventId: text('event_id'),
    triggeredAt: text('triggered_at'),
    body: text('body'),
    attempts: Number(row['attempts']),
  };
}
