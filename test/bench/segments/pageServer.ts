import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerPages, type PageText } from './customerPages.ts';

/**
 * Answers the queries of a run with ready pages, in a process of its own, so that only reading is
 * measured: `node pageServer.ts CUSTOMERS ASOF`; prints its port.
 */
const [, , customers = '64000', asOf = '0'] = process.argv;
const buckets = 64;
/** Pages by the attributes that are asked for. */
const made = new Map<string, PageText[]>();
const after = /"sk":\{"S":"page (\d+)"\}/;
const bucketOf = /#P#(\d+)"/;
const named = /"#\d+":"(\w+)"/g;

function pagesFor(asked: string): PageText[] {
  const names = [...asked.matchAll(named)].map(([, name]) => name ?? '');
  const key = names.join(' ');
  const count = Math.ceil(Number(customers) / buckets);
  const pages =
    made.get(key) ?? customerPages(count, Number(asOf), names.length === 0 ? null : new Set(names));
  made.set(key, pages);
  return pages;
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const asked = Buffer.concat(parts).toString();
    const bucket = bucketOf.exec(asked)?.[1];
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    if (bucket === undefined) {
      response.end('{"Items":[],"Count":0}');
      return;
    }
    const pages = pagesFor(asked);
    const at = Number(after.exec(asked)?.[1] ?? -1) + 1;
    const page = pages[at] ?? { bytes: Buffer.alloc(0), marks: [] };
    const bytes = Buffer.from(page.bytes);
    for (const mark of page.marks) bytes.write(bucket.padStart(2, '0'), mark);
    const key = `{"pk":{"S":"S#bench.myshopify.com#P#${bucket}"},"sk":{"S":"page ${String(at)}"}}`;
    const more = at + 1 < pages.length ? `,"LastEvaluatedKey":${key}` : '';
    response.write('{"Items":[');
    response.write(bytes);
    response.end(`]${more},"ConsumedCapacity":{"CapacityUnits":128}}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${String(port)}\n`);
});
