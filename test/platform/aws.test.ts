import { afterEach, expect, test } from 'vitest';
import { readAccess, readSetting } from '../../functions/platform/config.ts';
import { s3Objects } from '../../functions/platform/s3Objects.ts';
import { collect } from '../support/collect.ts';
import { readAppSecret } from '../../functions/platform/secrets.ts';
import { sqsHandler, sqsQueue } from '../../functions/platform/sqsQueue.ts';
import { type HttpStandIn, startHttpStandIn } from '../support/httpStandIn.ts';

const access = { region: 'eu-west-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
const open: HttpStandIn[] = [];

async function standIn(...args: Parameters<typeof startHttpStandIn>): Promise<HttpStandIn> {
  const started = await startHttpStandIn(...args);
  open.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

test('a message is sent signed, whole, and as text that SQS takes', async () => {
  const sqs = await standIn(() => ({ status: 200, body: '{"MessageId":"1"}' }));
  const body = JSON.stringify({ note: 'ends in \uFFFE and a smile 🙂' });
  await sqsQueue(access, `${sqs.url}/123/events`).send(body, {
    delaySeconds: 2.5,
    group: 'a-shop.myshopify.com',
  });
  const { headers, body: sent } = sqs.seen[0]!;
  expect(headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sqs\/aws4_request/,
  );
  const message = JSON.parse(sent.toString());
  expect(message).toMatchObject({
    QueueUrl: `${sqs.url}/123/events`,
    DelaySeconds: 3,
    MessageGroupId: 'a-shop.myshopify.com',
  });
  expect(message.MessageBody).not.toContain('\uFFFE');
  expect(JSON.parse(message.MessageBody)).toEqual(JSON.parse(body));
});

test('a send is tried again while SQS has trouble, and fails loudly when it is refused', async () => {
  let calls = 0;
  const flaky = await standIn(() => ({ status: (calls += 1) < 3 ? 503 : 200, body: '{}' }));
  await sqsQueue(access, `${flaky.url}/1/q`).send('{}');
  expect(calls).toBe(3);
  const closed = await standIn(() => ({
    status: 403,
    body: '{"__type":"com.amazon#AccessDenied"}',
  }));
  await expect(sqsQueue(access, `${closed.url}/1/q`).send('{}')).rejects.toThrow(
    'AmazonSQS.SendMessage answered 403 com.amazon#AccessDenied',
  );
});

test('of a batch only what failed is delivered again', async () => {
  const handler = sqsHandler(async (batch) => ({
    failed: batch.filter((delivery) => delivery.attempt > 1).map((delivery) => delivery.id),
  }));
  const record = (messageId: string, count: string) => ({
    messageId,
    body: '{}',
    attributes: { ApproximateReceiveCount: count },
  });
  expect(await handler({ Records: [record('a', '1'), record('b', '2')] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'b' }],
  });
});

test('objects come back as put, absent ones are absent, other failures are faults', async () => {
  const kept = new Map<string, Uint8Array>();
  const s3 = await standIn(({ method, url, body }) => {
    if (url.startsWith('/locked')) return { status: 403 };
    if (method === 'PUT') kept.set(url, new Uint8Array(body));
    if (method === 'DELETE') return { status: kept.delete(url) ? 204 : 404 };
    const found = kept.get(url);
    return found === undefined ? { status: 404 } : { status: 200, body: found };
  });
  const objects = s3Objects(access, 'bucket', s3.url);
  const bytes = new Uint8Array([0, 1, 254, 255]);
  await objects.put('snapshots/shop a/current.arrow', bytes, 'application/octet-stream');
  expect(s3.seen[0]!.url).toBe('/snapshots/shop%20a/current.arrow');
  expect(await objects.get('snapshots/shop a/current.arrow')).toEqual(bytes);
  await objects.delete('snapshots/shop a/current.arrow');
  await objects.delete('snapshots/shop a/current.arrow');
  expect(await objects.get('snapshots/shop a/current.arrow')).toBeUndefined();
  await expect(objects.get('locked')).rejects.toThrow('S3 get answered 403');
});

test('lists the keys of a folder page by page, from behind a key on', async () => {
  const page = (keys: readonly string[], next: string | null) =>
    `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}${
      next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
    }</ListBucketResult>`;
  const s3 = await standIn(({ url }) => ({
    status: 200,
    body: url.includes('continuation-token') ? page(['a/3'], null) : page(['a/1', 'a/2+x'], 'n/=='),
  }));
  const objects = s3Objects(access, 'bucket', s3.url);
  expect(await collect(objects.list('a/', 'a/0'))).toEqual(['a/1', 'a/2 x', 'a/3']);
  const asked = s3.seen.map(({ url }) => new URL(url, 'http://s3').searchParams);
  expect(asked.map((query) => query.get('prefix'))).toEqual(['a/', 'a/']);
  expect(asked.map((query) => query.get('start-after'))).toEqual(['a/0', null]);
  expect(asked[1]?.get('continuation-token')).toBe('n/==');
});

test('the app secret is read and checked; an empty one says what to do', async () => {
  const filled = await standIn(() => ({
    status: 200,
    body: JSON.stringify({ SecretString: '{"apiKey":"k","apiSecret":"s"}' }),
  }));
  expect(await readAppSecret(access, 'arn', filled.url)).toEqual({ apiKey: 'k', apiSecret: 's' });
  const empty = await standIn(() => ({ status: 200, body: '{"SecretString":"{}"}' }));
  await expect(readAppSecret(access, 'arn', empty.url)).rejects.toThrow('put both there');
});

test('a missing setting is named and no value is ever quoted', () => {
  const environment = { TABLE_NAME: 'clientele', EVENTS_QUEUE_URL: 'secret-and-not-a-url' };
  expect(readSetting(environment, 'TABLE_NAME')).toBe('clientele');
  const reading = () => readSetting(environment, 'EVENTS_QUEUE_URL');
  expect(reading).toThrow(/EVENTS_QUEUE_URL/);
  expect(reading).not.toThrow(/secret-and-not-a-url/);
  expect(() => readSetting({}, 'JOBS_QUEUE_URL')).toThrow(/JOBS_QUEUE_URL/);
  expect(() => readAccess({})).toThrow(/credentials/);
});
