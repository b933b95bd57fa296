import { absent, type Table, type Write } from '../platform/dynamo.ts';
import { bucketPk, keys } from '../platform/keys.ts';
import { dueMarkSchema, type DueMark } from './dueMark.schema.ts';

const keyOf = (shop: string, mark: DueMark) =>
  keys.dueMark(shop, mark.customerId ?? mark.orderId ?? mark.id, mark.id);

/** The write of a mark, for the transaction with the change it tells of. */
export function dueMarkWrite(shop: string, mark: DueMark): Write {
  return { do: 'put', item: { ...mark, ...keyOf(shop, mark) } };
}

/** Marks of one of the shop's buckets, page by page. */
export async function* listDueMarks(
  table: Table,
  shop: string,
  bucket: number,
): AsyncGenerator<DueMark[], void, undefined> {
  for await (const page of table.query({ pk: bucketPk(shop, 'D', bucket), prefix: 'D#' })) {
    if (page.length > 0) yield page.map((item) => dueMarkSchema.parse(item));
  }
}

/** Takes a mark away once it is dealt with; one written since under the same name stays. */
export async function deleteDueMark(
  table: Table,
  shop: string,
  mark: DueMark,
): Promise<'deleted' | 'newer'> {
  const { outcome } = await table.delete(keyOf(shop, mark), {
    expression: `${absent.expression} OR #rev = :rev`,
    names: { '#rev': 'rev' },
    values: { ':rev': mark.rev },
  });
  return outcome === 'done' ? 'deleted' : 'newer';
}
