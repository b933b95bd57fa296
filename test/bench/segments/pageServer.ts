import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerPages, pageOf, type PageText } from './customerPages.ts';

/**
 * Answers the queries of a run with ready pages, in a process of its own, so that only reading is
 * measured: `node pageServer.ts CUSTOMERS ASOF`; prints its port.
 */
const [, , customers = '64000', asOf = '0'] = process.argv;
const buckets = 64;
/** Pages by the attributes that are asked for. */
const made = new Map<string, PageText[]>();
const asks = /#([PO])#(\d+)"/;
const after = /"sk":\{"S":"page (\d+)"\}/;
const named = /"#\d+":"(\w+)"/g;
/** A pointer is some 150 bytes, and pages end at a megabyte: no guest is in any of them. */
const pointerPages = Math.ceil((Number(customers) / buckets) * 5.5 * 150e-6);

function pagesFor(asked: string): PageText[] {
  const names = [...asked.matchAll(named)].map(([, name]) => name ?? '');
  const key = names.join(' ');
  const count = Math.ceil(Number(customers) / buckets);
  const pages = made.get(key) ?? customerPages(count, Number(asOf), new Set(names));
  made.set(key, pages);
  return pages;
}

function answerTo(asked: string): Buffer {
  const [, kind, bucket = ''] = asks.exec(asked) ?? [];
  const at = Number(after.exec(asked)?.[1] ?? -1) + 1;
  const pages = kind === 'P' ? pagesFor(asked) : [];
  const last = kind === 'P' ? pages.length : pointerPages;
  const page = pages[at];
  const key = `{"pk":{"S":"S#shop#${String(kind)}#${bucket}"},"sk":{"S":"page ${String(at)}"}}`;
  const more = at + 1 < last ? `,"LastEvaluatedKey":${key}` : '';
  return Buffer.concat([
    Buffer.from('{"Items":['),
    page === undefined ? Buffer.alloc(0) : pageOf(page, bucket),
    Buffer.from(`]${more},"ConsumedCapacity":{"CapacityUnits":128}}`),
  ]);
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    response.end(answerTo(Buffer.concat(parts).toString()));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${String(port)}\n`);
});
