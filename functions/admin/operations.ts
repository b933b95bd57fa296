import { z } from 'zod';
import { reconciliationListSchema, reconciliationSchema } from '../intake/reconciliation.schema.ts';
import { letterListSchema } from '../deadLetters/letter.schema.ts';
import { importReportSchema, overviewSchema } from '../insights/overview.schema.ts';
import {
  accessLogQuerySchema,
  accessLogSchema,
  auditLogQuerySchema,
  auditLogSchema,
} from '../privacy/logs.schema.ts';
import {
  exportQuerySchema,
  requestInputSchema,
  requestListSchema,
  requestViewSchema,
} from '../privacy/requests.schema.ts';
import { retentionSchema } from '../privacy/retention.schema.ts';
import { settingsPreviewSchema } from '../segments/settingsPreview.schema.ts';
import { settingsSchema } from '../shops/settings.schema.ts';
import {
  sourceInputSchema,
  sourceListSchema,
  sourceSecretSchema,
  sourceViewSchema,
} from '../sources/sources.schema.ts';
import { couponOperations } from './couponOperations.ts';
import { customerOperations } from './customerOperations.ts';
import { goodsOperations } from './goodsOperations.ts';
import { insightOperations } from './insightOperations.ts';
import { segmentOperations } from './segmentOperations.ts';
import type { Operation } from './operation.ts';
import { jobListSchema } from './answers.schema.ts';

const cursorQuery = z.object({ cursor: z.string().optional() });
const sourcePath = '/api/sources/:name';

/** Every call; the document, the page and a test of the routes read this table. */
export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/overview',
    summary: 'Customers and money per class, what to do today, freshness and cut-offs.',
    answer: overviewSchema,
  },
  ...customerOperations,
  ...insightOperations,
  ...goodsOperations,
  ...segmentOperations,
  ...couponOperations,
  {
    method: 'get',
    path: '/api/settings',
    summary: 'Every threshold of the shop.',
    answer: settingsSchema,
  },
  {
    method: 'put',
    path: '/api/settings',
    summary: 'Change thresholds; the classes are computed again, nothing is sent.',
    body: settingsSchema,
    answer: settingsSchema,
  },
  {
    method: 'post',
    path: '/api/settings/preview',
    summary: 'Class sizes now and under these thresholds; nothing is kept.',
    body: settingsSchema,
    answer: settingsPreviewSchema,
  },
  {
    method: 'get',
    path: '/api/privacy/requests',
    summary: 'What customers asked about their data, newest first, each with the day it is due.',
    answer: requestListSchema,
  },
  {
    method: 'post',
    path: '/api/privacy/requests',
    summary: 'Ask for a customer’s data, or for the customer to be erased; erasing is for good.',
    body: requestInputSchema,
    answer: requestViewSchema,
  },
  {
    method: 'get',
    path: '/api/privacy/requests/:id/export',
    summary: 'Everything held about the customer, as JSON or as a page to print.',
    query: exportQuerySchema,
    answer: z.looseObject({ format: z.string() }),
  },
  {
    method: 'post',
    path: '/api/privacy/requests/:id/done',
    summary: 'Note that the customer was given their data.',
    answer: requestViewSchema,
  },
  {
    method: 'get',
    path: '/api/access-log',
    summary: 'Which member of staff saw which customers, newest first.',
    query: accessLogQuerySchema,
    answer: accessLogSchema,
  },
  {
    method: 'get',
    path: '/api/audit-log',
    summary: 'Who changed what, newest first.',
    query: auditLogQuerySchema,
    answer: auditLogSchema,
  },
  {
    method: 'get',
    path: '/api/retention',
    summary: 'What is kept for how long and what for, and what the last run erased.',
    answer: retentionSchema,
  },
  {
    method: 'post',
    path: '/api/imports',
    summary: 'Upload an order export (CSV, gzip too); `?name=` is the file name.',
    upload: 'The file itself, at most 100 MB.',
    query: z.object({ name: z.string().optional() }),
    answer: importReportSchema,
  },
  {
    method: 'get',
    path: '/api/imports/:id',
    summary: 'How far an import is, and what it did.',
    answer: importReportSchema,
  },
  {
    method: 'get',
    path: '/api/jobs',
    summary: 'The history import and the last run of the classes.',
    answer: jobListSchema,
  },
  {
    method: 'get',
    path: '/api/reconciliations',
    summary: "Comparisons of every customer's sums with the shop's own, newest first.",
    answer: reconciliationListSchema,
  },
  {
    method: 'get',
    path: '/api/reconciliations/:date',
    summary:
      'One comparison: what was healed, every difference with its cause, both refund datings.',
    answer: reconciliationSchema,
  },
  {
    method: 'post',
    path: '/api/jobs/backfill',
    summary: 'Start a history import that failed again, where it stopped.',
    answer: z.object({ queued: z.boolean() }),
  },
  {
    method: 'post',
    path: '/api/jobs/reconcile',
    summary: "Compare with the shop's own sums soon, and heal what differs.",
    answer: z.object({ queued: z.boolean() }),
  },
  {
    method: 'post',
    path: '/api/jobs/recompute',
    summary: 'Compute the classes again soon.',
    answer: z.object({ queued: z.boolean() }),
  },
  {
    method: 'get',
    path: '/api/dead-letters',
    summary: 'Messages that could not be worked on, newest first, with the reason.',
    query: cursorQuery,
    answer: letterListSchema,
  },
  {
    method: 'post',
    path: '/api/dead-letters/retry-all',
    summary: 'Send every such message to its queue again, some two hundred at once, newest first.',
    answer: z.object({ retried: z.number().int() }),
  },
  {
    method: 'post',
    path: '/api/dead-letters/:id/retry',
    summary: 'Send one message to its queue again.',
    answer: z.object({ retried: z.number().int() }),
  },
  {
    method: 'post',
    path: '/api/dead-letters/:id/discard',
    summary: 'Give one message up for good.',
    answer: z.object({ discarded: z.number().int() }),
  },
  {
    method: 'get',
    path: '/api/sources',
    summary: 'Other shops whose orders enter the same files.',
    answer: sourceListSchema,
  },
  {
    method: 'post',
    path: '/api/sources',
    summary: 'Connect another shop; the answer holds its secret, this once.',
    body: sourceInputSchema,
    answer: sourceSecretSchema,
  },
  {
    method: 'post',
    path: `${sourcePath}/roll`,
    summary: 'A new secret, shown this once; the one before holds for three more days.',
    answer: sourceSecretSchema,
  },
  {
    method: 'post',
    path: `${sourcePath}/end-old-secret`,
    summary: 'End the secret before the present one now.',
    answer: sourceViewSchema,
  },
  {
    method: 'post',
    path: `${sourcePath}/pause`,
    summary: 'Refuse what this shop sends until it is resumed.',
    answer: sourceViewSchema,
  },
  {
    method: 'post',
    path: `${sourcePath}/resume`,
    summary: 'Take in again what this shop sends.',
    answer: sourceViewSchema,
  },
  {
    method: 'post',
    path: `${sourcePath}/delete`,
    summary: 'End the connection for good; what it has sent stays in the files.',
    answer: sourceViewSchema,
  },
];
