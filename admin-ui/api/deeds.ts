import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  couponViewSchema,
  ruleViewSchema,
  type RuleInput,
  type RuleView,
} from '../../functions/coupons/coupons.schema.ts';
import { importReportSchema } from '../../functions/insights/overview.schema.ts';
import { call } from './call.ts';

/** What a merchant can do. Each refreshes what it may have changed. */

/** Creates a rule (no id) or changes one. */
export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, input }: { id: string | null; input: RuleInput }) =>
      call(ruleViewSchema, id === null ? '/coupon-rules' : rulePath(id), {
        method: id === null ? 'POST' : 'PUT',
        json: input,
      }),
    onSuccess: (rule: RuleView) => {
      client.setQueryData(['rules', rule.id], rule);
      return client.invalidateQueries({ queryKey: ['rules'] });
    },
  });
}

/** Switches a rule on or off. */
export function useSwitchRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, to }: { id: string; to: 'activate' | 'pause' }) =>
      call(ruleViewSchema, `${rulePath(id)}/${to}`, { method: 'POST' }),
    onSuccess: (rule: RuleView) => {
      client.setQueryData(['rules', rule.id], rule);
      return client.invalidateQueries({ queryKey: ['rules'] });
    },
  });
}

/** Says that as many as the condition finds is right; refused where it finds another number by now. */
export function useAcceptRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, count }: { id: string; count: number | null }) =>
      call(ruleViewSchema, `${rulePath(id)}/accept`, { method: 'POST', json: { count } }),
    onSuccess: (rule: RuleView) => {
      client.setQueryData(['rules', rule.id], rule);
      return Promise.all([
        client.invalidateQueries({ queryKey: ['rules'] }),
        client.invalidateQueries({ queryKey: ['overview'] }),
      ]);
    },
  });
}

/** Sends once to those who were due already; the key makes a second press send nothing. */
export function useSendWaiting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, idempotencyKey }: { id: string; idempotencyKey: string }) =>
      call(z.object({ issued: z.number().int() }), `${rulePath(id)}/send-waiting`, {
        method: 'POST',
        idempotencyKey,
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['rules'] }),
        client.invalidateQueries({ queryKey: ['coupons'] }),
      ]),
  });
}

/** Notes that staff gave the customer this coupon. */
export function useMarkDelivered() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call(couponViewSchema, `/coupons/${encodeURIComponent(id)}/delivered`, { method: 'POST' }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['coupons'] }),
        client.invalidateQueries({ queryKey: ['customer'] }),
      ]),
  });
}

/** Uploads an order export; the answer says how to follow it. */
export function useUpload() {
  return useMutation({
    mutationFn: (file: File) =>
      call(importReportSchema, `/imports?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        body: file,
      }),
  });
}

/** Starts a history import again that stopped for good. */
export function useRetryHistory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(z.object({ queued: z.boolean() }), '/jobs/backfill', { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['overview'] }),
  });
}

const rulePath = (id: string) => `/coupon-rules/${encodeURIComponent(id)}`;
