import { envelopeSchema, type Envelope } from './envelope.schema.ts';

/** What `packEnvelope` made; throws where the text is not one of ours. */
export function unpackEnvelope(text: string): Envelope {
  const end = text.indexOf('\n');
  if (end < 0) return envelopeSchema.parse(JSON.parse(text));
  const head: unknown = JSON.parse(text.slice(0, end));
  return envelopeSchema.parse(
    typeof head === 'object' && head !== null ? { ...head, body: text.slice(end + 1) } : head,
  );
}
