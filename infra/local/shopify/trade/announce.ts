import type { Payload } from '../webhooks/encode.ts';

/** Says to the app what happened, if it listens; `eventId` is shared by all of one merchant action. */
export type Announce = (topic: string, payload: () => Payload, eventId: string) => void;
