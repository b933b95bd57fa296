/**
 * Prices the benches count with, US dollars, on-demand, us-east-1, as AWS lists them in November
 * 2026; one table, so that another region or price is one edit.
 */
export const prices = {
  /** DynamoDB, per million request units. */
  dynamoWriteMillion: 0.625,
  dynamoReadMillion: 0.125,
  /** HTTP API of API Gateway, per million requests (512 KB each). */
  gatewayMillion: 1,
  /** SQS, per million requests of up to 64 KB, and what naming a group adds to each. */
  sqsMillion: 0.4,
  sqsGroupMillion: 0.1,
  /** Lambda on arm64: per million requests, and per GB-second. */
  lambdaMillion: 0.2,
  lambdaGbSecond: 0.0000133334,
  /** CloudWatch Logs taken in, per GB. */
  logsGb: 0.5,
} as const;

/** Dollars for so many units. */
export function dynamoDollars(units: { read: number; write: number }): number {
  return (
    (units.read * prices.dynamoReadMillion + units.write * prices.dynamoWriteMillion) / 1_000_000
  );
}
