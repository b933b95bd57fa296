import { z } from 'zod';
import {
  acceptInputSchema,
  pushInputSchema,
  pushViewSchema,
  restoreInputSchema,
  segmentInputSchema,
  segmentListSchema,
  segmentPreviewInputSchema,
  segmentPreviewSchema,
  segmentVersionsSchema,
  segmentViewSchema,
} from '../segments/segments.schema.ts';
import { attributeListSchema } from './answers.schema.ts';
import type { Operation } from './operation.ts';

const segmentPath = '/api/segments/:id';
const pushPath = '/api/segments/push';

/** Calls about segments: who a query finds, and queries kept under a name. */
export const segmentOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/segments/attributes',
    summary: 'Every attribute a segment query may use, with its type and meaning.',
    answer: attributeListSchema,
  },
  {
    method: 'get',
    path: '/api/segments/language',
    summary: 'The language of queries and every attribute, as a page in Markdown.',
    answer: z.string(),
  },
  {
    method: 'get',
    path: '/api/segments',
    summary: 'All segments with their sizes now and 30 days ago, and queries to start from.',
    answer: segmentListSchema,
  },
  {
    method: 'post',
    path: '/api/segments',
    summary: 'Keep a query under a name; nothing is sent to anyone.',
    body: segmentInputSchema,
    answer: segmentViewSchema,
  },
  {
    method: 'post',
    path: '/api/segments/preview',
    summary: 'Who a query finds now: how many, what they spent, a sample with why, the overlap.',
    body: segmentPreviewInputSchema,
    answer: segmentPreviewSchema,
  },
  {
    method: 'get',
    path: pushPath,
    summary: 'Which segments and classes mark customers at the shop, and how far that is.',
    answer: pushViewSchema,
  },
  {
    method: 'put',
    path: pushPath,
    summary: 'Choose what marks customers, and how: by tags or by one metafield.',
    body: pushInputSchema,
    answer: pushViewSchema,
  },
  {
    method: 'post',
    path: `${pushPath}/run`,
    summary: 'Bring the marks at the shop up to date soon; only differences are sent.',
    answer: pushViewSchema,
  },
  {
    method: 'post',
    path: `${pushPath}/remove`,
    summary: 'Take off every tag and metafield we put on, and nothing else.',
    answer: pushViewSchema,
  },
  { method: 'get', path: segmentPath, summary: 'One segment.', answer: segmentViewSchema },
  {
    method: 'put',
    path: segmentPath,
    summary: 'Change a segment; what it was stays readable as a version.',
    body: segmentInputSchema,
    answer: segmentViewSchema,
  },
  {
    method: 'delete',
    path: segmentPath,
    summary: 'Delete a segment that no active rule and no other segment asks for.',
    answer: z.object({ deleted: z.boolean() }),
  },
  {
    method: 'get',
    path: `${segmentPath}/versions`,
    summary: 'What a segment was at each of its edits, newest first.',
    answer: segmentVersionsSchema,
  },
  {
    method: 'post',
    path: `${segmentPath}/restore`,
    summary: 'Make an earlier version the present one again.',
    body: restoreInputSchema,
    answer: segmentViewSchema,
  },
  {
    method: 'post',
    path: `${segmentPath}/accept`,
    summary: 'Say that as many as the segment suddenly has is right: it is used again.',
    body: acceptInputSchema,
    answer: segmentViewSchema,
  },
];
