import { type AwsAccess, awsFetch, callAwsJson } from './awsFetch.ts';
import type { BatchHandler, Delivery, Queue } from './queue.ts';

/** A webhook sender waits five seconds in all; a send that takes longer than this is tried again. */
const sendTimeoutMs = 1500;
/** SQS's own longest delay. */
const maxDelaySeconds = 900;

/** Characters SQS refuses; every body here is JSON, where an escape says the same. */
const refusedBySqs = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A queue by its URL, over one signed call a message. */
export function sqsQueue(access: AwsAccess, queueUrl: string): Queue {
  const send = awsFetch(access, 'sqs', sendTimeoutMs);
  const url = new URL('/', queueUrl).href;
  return {
    async send(body, options = {}) {
      const delay = Math.min(maxDelaySeconds, Math.ceil(options.delaySeconds ?? 0));
      await callAwsJson(send, {
        url,
        target: 'AmazonSQS.SendMessage',
        version: '1.0',
        body: {
          QueueUrl: queueUrl,
          MessageBody: body.replace(refusedBySqs, escaped),
          ...(delay > 0 ? { DelaySeconds: delay } : {}),
          ...(options.group === undefined ? {} : { MessageGroupId: options.group }),
        },
      });
    },
  };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What Lambda hands over for an SQS source, as far as it is used. */
export interface SqsEvent {
  Records: readonly {
    messageId: string;
    body: string;
    attributes: { ApproximateReceiveCount: string; SentTimestamp?: string };
    eventSourceARN?: string;
  }[];
}

export interface SqsAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/** A batch handler as Lambda calls it for SQS: what failed is delivered again, the rest is done. */
export function sqsHandler(handle: BatchHandler): (event: SqsEvent) => Promise<SqsAnswer> {
  return async (event) => {
    const { failed } = await handle(event.Records.map(deliveryOf));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Several queues behind one Lambda, told apart by the last part of the queue's ARN. */
export function sqsHandlers(
  handles: ReadonlyMap<string, BatchHandler>,
): (event: SqsEvent) => Promise<SqsAnswer> {
  return async (event) => {
    const answers = await Promise.all(
      [...handles].map(([suffix, handle]) => {
        const ours = event.Records.filter(({ eventSourceARN }) => eventSourceARN?.endsWith(suffix));
        return sqsHandler(handle)({ Records: ours });
      }),
    );
    return { batchItemFailures: answers.flatMap((answer) => answer.batchItemFailures) };
  };
}

function deliveryOf({ messageId, body, attributes }: SqsEvent['Records'][number]): Delivery {
  const sentAtMs = Number(attributes.SentTimestamp);
  return {
    id: messageId,
    body,
    attempt: Number(attributes.ApproximateReceiveCount),
    ...(Number.isNaN(sentAtMs) ? {} : { sentAtMs }),
  };
}
