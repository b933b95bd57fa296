/** Codes a caller can act on; each has one HTTP status, given by `refusalStatus`. */
export type RefusalCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  | 'unavailable';

/**
 * Something the caller asked for that we will not do, in words that say what to do instead.
 * Never holds a token, an e-mail address or a payload. Anything else thrown is a fault.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: RefusalCode,
    message: string,
    details: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>;

/** The HTTP status of a refusal. */
export function refusalStatus(code: RefusalCode): (typeof statuses)[RefusalCode] {
  return statuses[code];
}
