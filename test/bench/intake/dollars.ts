import { dynamoDollars, prices } from '../prices.ts';
import type { Units } from '../../../functions/platform/dynamo.ts';

/** What was counted while deliveries were taken in, for all of them together. */
export interface Counted {
  deliveries: number;
  bytes: number;
  units: Units;
  /** Processor time, milliseconds. */
  receiveCpuMs: number;
  applyCpuMs: number;
}

/** As deployed: memory of the two functions, messages to a batch. */
const receiveMb = 512;
const applyMb = 1024;
const batch = 10;
/** Memory at which a Lambda has one whole core. */
const wholeCoreMb = 1769;
/** Not measured here: what a call to SQS and three calls to the table in a row take in AWS. */
const sqsCallMs = 10;
const tableCallsMs = 15;
/** What Lambda itself writes of an invocation: START, END and REPORT. */
const logBytes = 320;
const sqsChunk = 64 * 1024;

export interface Dollars {
  gateway: number;
  receive: number;
  queue: number;
  apply: number;
  table: number;
  logs: number;
}

/** Dollars for what was counted, by who asks for them. */
export function dollarsOf(counted: Counted): Dollars {
  const { deliveries } = counted;
  const batches = deliveries / batch;
  const receiveMs = counted.receiveCpuMs * (wholeCoreMb / receiveMb) + deliveries * sqsCallMs;
  const applyMs = counted.applyCpuMs * (wholeCoreMb / applyMb) + batches * tableCallsMs;
  const chunks = Math.ceil(counted.bytes / deliveries / sqsChunk);
  // Sent one by one, received and deleted ten at a time.
  const queueRequests = chunks * (deliveries + 2 * batches);
  return {
    gateway: (deliveries / 1e6) * prices.gatewayMillion,
    receive: lambda(deliveries, receiveMs, receiveMb),
    queue: (queueRequests / 1e6) * (prices.sqsMillion + prices.sqsGroupMillion),
    apply: lambda(batches, applyMs, applyMb),
    table: dynamoDollars(counted.units),
    logs: (((deliveries + batches) * logBytes) / 1e9) * prices.logsGb,
  };
}

function lambda(requests: number, ms: number, mb: number): number {
  return (
    (requests / 1e6) * prices.lambdaMillion + (ms / 1000) * (mb / 1024) * prices.lambdaGbSecond
  );
}

export function sumOf({ gateway, receive, queue, apply, table, logs }: Dollars): number {
  return gateway + receive + queue + apply + table + logs;
}
