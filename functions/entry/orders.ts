import { eventReceiver } from '../assembly/eventReceiver.ts';
import { lambdaGround } from '../assembly/lambdaGround.ts';
import { coldStart } from '../platform/coldStart.ts';
import { eventHandler } from '../sources/eventHandler.ts';

/** Takes orders of the merchant's other shops: verified, queued, answered. */
export const handler = coldStart(() =>
  Promise.resolve(eventHandler(eventReceiver(lambdaGround(process.env)))),
);
