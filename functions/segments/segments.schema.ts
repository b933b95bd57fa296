import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';

/**
 * Bodies of `/api/segments…`: GET answers the list, POST a new segment (input → view); GET, PUT
 * (input) and DELETE (→ `{deleted}`) at `/:id`; GET `/:id/versions`; POST `/:id/restore` and
 * `/:id/accept` ("this many is right") → view; POST `/preview`; GET and PUT `/push`, POST
 * `/push/run` and `/push/remove` → push view.
 */

/** Longest text of a query. */
export const longestQuery = 5000;
const querySchema = z.string().max(longestQuery);

/** A tag of a customer has at most so many characters: our prefix, a colon and a label. */
const longestTag = 40;
const longestLabel = 24;

/** What a customer gets at Shopify for being in a segment, after the shop's own prefix. */
export const labelSchema = z
  .string()
  .trim()
  .min(1)
  .max(longestLabel)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]*$/u);

export const segmentInputSchema = z.object({
  /** Unique in the shop, in any case of letters: other queries ask for a segment by its name. */
  name: z.string().trim().min(1).max(80),
  query: querySchema,
  /** What its customers are marked with at Shopify; null: they are not marked. */
  label: labelSchema.nullable().default(null),
});
export type SegmentInput = z.infer<typeof segmentInputSchema>;

/**
 * What is wrong with a query and where: character offsets, `end` exclusive. In a problem answer
 * (400) the same fields lie beside `detail`, `code` there under the name `mistake`.
 */
export const queryErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  suggestion: z.string().nullable(),
});

/** Who names a segment in a query of their own. */
export const usedBySchema = z.object({
  kind: z.enum(['rule', 'segment']),
  id: z.string(),
  name: z.string(),
  /** An active rule keeps what it uses from being deleted. */
  active: z.boolean(),
});
export type UsedBy = z.infer<typeof usedBySchema>;

/** Body of "this many is right": as many as whoever says so has seen. */
export const acceptInputSchema = z.object({ count: z.number().int().nullable().default(null) });

/** Why nothing is sent to, or marked for, whoever a query finds. */
export const heldSchema = z.object({
  reason: z.enum(['unreadable', 'grown']),
  /** How many it finds now, and found when it was last right; null where it cannot be read. */
  count: z.number().int().nullable(),
  before: z.number().int().nullable(),
  /** Null: since before this was noted. */
  since: instantSchema.nullable().default(null),
});
export type HeldBack = z.infer<typeof heldSchema>;

export const segmentViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  label: z.string().nullable(),
  /** Counts edits, from 1. */
  version: z.number().int(),
  createdAt: instantSchema,
  editedAt: instantSchema,
  /** As of the last run of the classes; null before it. */
  size: z
    .object({ count: z.number().int(), undecided: z.number().int(), computedAt: instantSchema })
    .nullable(),
  /** The size nearest to 30 days ago, with its shop-calendar date; null while it is younger than a day. */
  before: z.object({ count: z.number().int(), date: z.iso.date() }).nullable(),
  /** Null: all is well. "grown" waits for somebody to say that this many is right. */
  held: heldSchema.nullable(),
  usedBy: z.array(usedBySchema),
});
export type SegmentView = z.infer<typeof segmentViewSchema>;

/** A query to start from; its name and purpose are words of the embed, under this key. */
export const templateKeys = [
  'win_back',
  'best_at_risk',
  'second_order',
  'nearly_large',
  'new_subscribers',
  'only_discounts',
  'full_price',
  'best_without_consent',
  'lapsed_big_spenders',
  'anniversary',
] as const;
export const templateSchema = z.object({ key: z.enum(templateKeys), query: z.string() });

export const segmentListSchema = z.object({
  segments: z.array(segmentViewSchema),
  templates: z.array(templateSchema),
});

/** Earlier queries of a segment, newest first; each can be restored. */
export const segmentVersionsSchema = z.object({
  versions: z.array(
    z.object({
      version: z.number().int(),
      name: z.string(),
      query: z.string(),
      at: instantSchema,
      /** The staff member's id at the shop. */
      by: z.string(),
    }),
  ),
});

export const restoreInputSchema = z.object({ version: z.number().int().min(1) });

export const segmentPreviewInputSchema = z.object({
  query: querySchema,
  /** The segment that is being edited: it is not compared with itself. */
  segmentId: z.string().optional(),
});
export type SegmentPreviewInput = z.infer<typeof segmentPreviewInputSchema>;

export const segmentPreviewSchema = z.object({
  count: z.number().int(),
  /** Customers for whom a value the query asks for is not known. */
  undecided: z.number().int(),
  /** Of `count`, those who agreed to marketing e-mail. */
  contactable: z.number().int(),
  /** All customers of the shop. */
  of: z.number().int(),
  /** What those who match spent, and their share of all net spend from 0 to 1 (null: nobody spent). */
  netSpent: moneySchema,
  netShare: z.number().nullable(),
  sample: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      netSpent: moneySchema,
      lastOrderAt: instantSchema.nullable(),
      /** The conditions of the query as text, whether each holds, and the customer's own value. */
      why: z.array(
        z.object({
          condition: z.string(),
          holds: z.enum(['yes', 'no', 'unknown']),
          /** As a query writes it; null where it is unknown. */
          value: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Segments that share customers with this query, the most shared first. */
  overlap: z.array(
    z.object({ id: z.string(), name: z.string(), count: z.number().int(), of: z.number().int() }),
  ),
  computedAt: instantSchema,
});
export type SegmentPreview = z.infer<typeof segmentPreviewSchema>;

/** Schemes whose classes may be shown at Shopify: those with words a customer may read. */
export const pushedSchemes = ['level', 'segment', 'abc', 'lifecycle', 'standard'] as const;
export const pushInputSchema = z.object({
  on: z.boolean(),
  /** Tags can be told apart by their prefix; one metafield holds all labels as a list. */
  as: z.enum(['tags', 'metafield']),
  /** Before each tag, so that ours are told from the shop's own. */
  prefix: z
    .string()
    .trim()
    .min(1)
    .max(longestTag - longestLabel - 1)
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u),
  schemes: z.array(z.enum(pushedSchemes)).max(pushedSchemes.length),
});
export type PushInput = z.infer<typeof pushInputSchema>;

export const pushViewSchema = pushInputSchema.extend({
  /** Whether the shop lets us write customers; without it nothing can be marked. */
  allowed: z.boolean(),
  /** "waiting": a run is queued or under way; "done": the last one finished. */
  state: z.enum(['never', 'waiting', 'done']),
  /** Customers changed so far and to change, in the run under way or the last one. */
  done: z.number().int(),
  total: z.number().int(),
  /** Customers who carry something of ours now. */
  carrying: z.number().int(),
  finishedAt: instantSchema.nullable(),
  /** Labels left as they are, because their query cannot be read or suddenly finds far more. */
  heldLabels: z.array(z.string()),
});
export type PushView = z.infer<typeof pushViewSchema>;
