import { z } from 'zod';
import { pushInputSchema, type PushInput } from './segments.schema.ts';

/** How far the marks at the shop are. Instants are epoch milliseconds of wall time. */
export const pushStateSchema = z.object({
  rev: z.number().int(),
  config: pushInputSchema,
  /** Everything of ours is to be taken off. */
  removing: z.boolean(),
  /** Raised by whoever wants the marks looked at; `did` is how far runs have come. */
  wanted: z.number().int(),
  did: z.number().int(),
  /** The run under way: its plan and chunks lie in objects under its name. */
  run: z
    .object({
      name: z.string(),
      wanted: z.number().int(),
      total: z.number().int(),
      /** Chunks all of whose customers carry what the plan says. */
      chunks: z.number().int(),
      done: z.number().int(),
    })
    .nullable(),
  /** The run that wrote who carries what; null: nobody carries anything of ours. */
  base: z.string().nullable(),
  carrying: z.number().int(),
  last: z.object({ total: z.number().int(), finishedAtMs: z.number() }).nullable(),
  heldLabels: z.array(z.string()),
});
export type PushState = z.infer<typeof pushStateSchema>;

export const firstPushConfig: PushInput = {
  on: false,
  as: 'tags',
  prefix: 'clientele',
  schemes: [],
};

export const firstPushState: PushState = {
  rev: 0,
  config: firstPushConfig,
  removing: false,
  wanted: 0,
  did: 0,
  run: null,
  base: null,
  carrying: 0,
  last: null,
  heldLabels: [],
};

/** Whether a run could have anything to do: marks to keep up to date, or somebody gone to forget. */
export function isPushing({ config, base, run, wanted, did }: PushState): boolean {
  return config.on || base !== null || run !== null || wanted > did;
}
