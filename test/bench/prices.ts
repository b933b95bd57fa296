/**
 * Prices the benches count with, US dollars, on-demand, us-east-1, as AWS lists them in November
 * 2026; one table, so that another region or price is one edit.
 */
export const prices = {
  /** DynamoDB, per million request units. */
  dynamoWriteMillion: 0.625,
  dynamoReadMillion: 0.125,
} as const;

/** Dollars for so many units. */
export function dynamoDollars(units: { read: number; write: number }): number {
  return (
    (units.read * prices.dynamoReadMillion + units.write * prices.dynamoWriteMillion) / 1_000_000
  );
}
