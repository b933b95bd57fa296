/** Why a call failed, as the embed can say it: a refusal's code, or what went wrong on the way. */
export type FailureCode =
  | 'offline'
  | 'outside'
  | 'unreadable'
  | 'fault'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  | 'unavailable';

const refusals: readonly FailureCode[] = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'notFound',
  'conflict',
  'tooLarge',
  'unavailable',
];

export class RequestFailed extends Error {
  readonly code: FailureCode;
  /** The field of the request it is about, where the refusal names one. */
  readonly field: string | null;
  /** The nearest value of it that would do, where the refusal names one. */
  readonly nearest: number | null;
  /** Which refusal it is, where the server names it, and the values in its words. */
  readonly why: string | null;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(
    code: FailureCode,
    detail: string,
    field: string | null = null,
    nearest: number | null = null,
    why: string | null = null,
    values: Readonly<Record<string, string | number>> = {},
  ) {
    super(detail);
    this.name = 'RequestFailed';
    this.code = code;
    this.field = field;
    this.nearest = nearest;
    this.why = why;
    this.values = values;
  }
}

/** A refusal's code if we know it; anything else is a fault. */
export function failureCode(code: string): FailureCode {
  return refusals.find((known) => known === code) ?? 'fault';
}
