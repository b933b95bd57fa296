import type { Columns } from '../segments/columns.ts';
import type { Settings } from '../shops/settings.schema.ts';
import { retentionBounds } from '../shops/settingsRules.ts';
import type { RetentionGroup } from './retention.schema.ts';

export type RetentionDays = Record<RetentionGroup, number>;

/** What is kept of a group, what for, and in whose hands its period is. */
export interface RetentionRule {
  /** The fields, in words. */
  what: string;
  purpose: string;
  /** Days a merchant may choose between; null: fixed. */
  bounds: { least: number; most: number } | null;
}

export const retentionRules = {
  formerCustomers: {
    what: 'Name, e-mail address, phone number, postal address, tags and family of customers, counted from their last order.',
    purpose: 'To know a customer who comes back, and to answer questions about an order.',
    bounds: retentionBounds.formerCustomers,
  },
  prospects: {
    what: 'The same of people who never ordered, counted from when they became known.',
    purpose: 'To win a first order.',
    bounds: retentionBounds.prospects,
  },
  accessLog: {
    what: 'Which member of staff saw which customer, and when.',
    purpose: 'To find out who has misused a customer’s data, and to tell the customer who saw it.',
    bounds: retentionBounds.accessLog,
  },
  auditLog: {
    what: 'Which member of staff changed, sent or exported what, and when.',
    purpose: 'To find out who decided what was sent and to whom data was given.',
    bounds: retentionBounds.auditLog,
  },
  deadLetters: {
    what: 'Messages of the shop that could not be taken in, sealed.',
    purpose: 'To mend what failed, so that no order is lost.',
    bounds: retentionBounds.deadLetters,
  },
  exports: {
    what: 'Files made to answer a person who asked for their data.',
    purpose: 'To hand them over.',
    bounds: retentionBounds.exports,
  },
  imports: {
    what: 'Uploaded order files. One that was read is deleted at once.',
    purpose: 'To try again where reading one was cut short.',
    bounds: retentionBounds.imports,
  },
  answers: {
    what: 'Answers given to programs, sealed.',
    purpose: 'To answer the same when a program asks the same twice.',
    bounds: null,
  },
} as const satisfies Record<RetentionGroup, RetentionRule>;

/** As in `platform/idempotency.ts`: longer than any client goes on trying. */
const answerDays = 1;

export function retentionDays({ retentionDays: chosen }: Settings): RetentionDays {
  return { ...chosen, answers: answerDays };
}

/** Before which instant each group's data has been kept long enough. Epoch seconds. */
export function personsBefore(days: RetentionDays, asOf: number) {
  return {
    customer: asOf - days.formerCustomers * daySeconds,
    prospect: asOf - days.prospects * daySeconds,
  };
}

const daySeconds = 86_400;

/**
 * Index of the next customer from `from` on who may have to be looked at; −1: none. The last run's
 * columns leave nobody out: an order since then can only make a customer newer.
 */
export function nextToLookAt(
  columns: Columns,
  from: number,
  before: ReturnType<typeof personsBefore>,
): number {
  for (let index = from; index < columns.count; index += 1) {
    const ordered = (columns.rows[index] ?? 0) > 0;
    if (ordered) {
      if ((columns.lastAt[index] ?? 0) < before.customer) return index;
    } else if ((columns.createdAt[index] ?? 0) < Math.max(before.prospect, before.customer)) {
      return index;
    }
  }
  return -1;
}
