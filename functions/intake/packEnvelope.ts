import type { Envelope } from './envelope.schema.ts';

/**
 * An envelope as the queue carries it: one line of JSON, and below it a delivery's body as it came.
 * Put into JSON as a string the body would have to be escaped here and unescaped there, which is
 * most of the work of receiving it.
 */
export function packEnvelope(envelope: Envelope): string {
  if (envelope.kind === 'reread') return JSON.stringify(envelope);
  const { body, ...head } = envelope;
  return `${JSON.stringify(head)}\n${body}`;
}
