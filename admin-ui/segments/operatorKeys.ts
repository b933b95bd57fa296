/** Every operator of the language, and the key of its words. */
export const operatorKeys = {
  '=': 'is',
  '!=': 'isNot',
  '<': 'below',
  '<=': 'atMost',
  '>': 'above',
  '>=': 'atLeast',
  BETWEEN: 'between',
  'NOT BETWEEN': 'notBetween',
  IN: 'in',
  'NOT IN': 'notIn',
  CONTAINS: 'contains',
  'NOT CONTAINS': 'notContains',
  'IS NULL': 'unknown',
  'IS NOT NULL': 'known',
} as const;
export type OperatorKey = keyof typeof operatorKeys;
