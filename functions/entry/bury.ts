import { drains } from '../assembly/deadLetters.ts';
import { lambdaGround } from '../assembly/lambdaGround.ts';
import { coldStart } from '../platform/coldStart.ts';
import { sqsHandlers } from '../platform/sqsQueue.ts';

/** Takes what a queue gave up into the table, where it can be listed, sent again and redacted. */
export const handler = coldStart(() =>
  Promise.resolve(sqsHandlers(drains(lambdaGround(process.env)))),
);
