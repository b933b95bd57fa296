import type { EntryName } from './entryNames.ts';

/** What a person notices when a function fails, and when AWS has no room to run it. */
export const sentences: Record<EntryName, { errorSentence: string; throttleSentence: string }> = {
  receive: {
    errorSentence:
      'Webhooks are not taken: the shop tries each again for four hours, then it is missing until a reconciliation.',
    throttleSentence:
      'Webhooks arrive faster than the account lets us answer: the shop tries them again, later.',
  },
  orders: {
    errorSentence:
      'Orders of the merchant’s other shops are not taken: whether they are sent again is up to their senders.',
    throttleSentence:
      'Orders of other shops arrive faster than the account lets us answer: their senders must send them again.',
  },
  bury: {
    errorSentence:
      'Messages that were given up are not kept in the table: staff do not see them, and cannot send them again.',
    throttleSentence:
      'Messages that were given up are listed late, because the account is out of concurrency.',
  },
  apply: {
    errorSentence:
      'Orders fail on their way into customers’ files: each is tried eight times before it becomes a dead letter.',
    throttleSentence:
      'Orders reach customers’ files late, because the account is out of concurrency.',
  },
  issue: {
    errorSentence:
      'Coupons fail on their way into the shop: each is tried again before it is given up.',
    throttleSentence: 'Coupons are made late, because the account is out of concurrency.',
  },
  jobs: {
    errorSentence:
      'Background work breaks off: an import pauses, or lists and classes are not refreshed.',
    throttleSentence:
      'Imports and recomputes start late, because the account is out of concurrency.',
  },
  schedule: {
    errorSentence:
      'Scheduled work is not queued: classes do not move as time passes and due coupons wait.',
    throttleSentence: 'Scheduled work is queued late, because the account is out of concurrency.',
  },
  admin: {
    errorSentence: 'Staff see an error page in the embed, or programs get no answer from the API.',
    throttleSentence: 'Staff wait or see errors, because the account is out of concurrency.',
  },
};
