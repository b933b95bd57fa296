/** A value as written in a query; numbers keep their digits, because money is compared exactly. */
export type Literal =
  | { kind: 'number'; digits: string }
  | { kind: 'text'; text: string }
  | { kind: 'flag'; on: boolean }
  /** YYYY-MM-DD on the shop's calendar. */
  | { kind: 'date'; date: string }
  | { kind: 'today' }
  | { kind: 'relative'; amount: number; unit: DateUnit };

export const dateUnits = ['d', 'w', 'm', 'y'] as const;
export type DateUnit = (typeof dateUnits)[number];

export const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof comparisons)[number];

/** A parsed and type-checked query over customers. */
export type Query =
  /** The empty query: everyone. */
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Query[] }
  | { kind: 'not'; part: Query }
  | { kind: 'compare'; attribute: string; operator: Comparison; value: Literal }
  | { kind: 'between'; attribute: string; low: Literal; high: Literal }
  | { kind: 'in'; attribute: string; values: Literal[] }
  | { kind: 'contains'; attribute: string; text: string }
  | { kind: 'isNull'; attribute: string };

/** What is wrong with a query and where: character offsets, `end` exclusive. */
export interface QueryError {
  code:
    | 'unexpected'
    | 'unknownAttribute'
    | 'unknownValue'
    | 'wrongOperator'
    | 'wrongType'
    | 'badDate'
    | 'badNumber'
    | 'backwards'
    | 'quotes'
    | 'unfinishedText'
    | 'tooDeep';
  message: string;
  start: number;
  end: number;
  /** What to put there instead, where there is one likely answer. */
  suggestion: string | null;
  /** What it is asked about, where that is known; with `options`, enough to say it in any language. */
  attribute: string | null;
  /** What could stand there: operators, keywords or values; empty where they are not few. */
  options: readonly string[];
}
