import { Poison } from '../platform/poison.ts';
import { envelopeSchema, type Envelope } from './envelope.schema.ts';

/** What `packEnvelope` made. @throws Poison where the text is not one of ours */
export function unpackEnvelope(text: string): Envelope {
  const end = text.indexOf('\n');
  const head = parsed(end < 0 ? text : text.slice(0, end));
  const whole =
    end < 0 || typeof head !== 'object' || head === null
      ? head
      : { ...head, body: text.slice(end + 1) };
  const envelope = envelopeSchema.safeParse(whole);
  if (envelope.success) return envelope.data;
  throw new Poison('The message is not an envelope of ours.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
