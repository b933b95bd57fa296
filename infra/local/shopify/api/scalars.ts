import { GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql';

/** What a custom scalar takes as input: the schema alone would take anything. */
type Check = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

const decimalForm = /^-?\d+(\.\d+)?$/;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

const checks: Readonly<Record<string, Check>> = {
  Decimal: matches(decimalForm),
  Money: matches(decimalForm),
  DateTime: (value) => matches(instantForm)(value) && !Number.isNaN(Date.parse(String(value))),
  Date: (value) =>
    matches(/^\d{4}-\d{2}-\d{2}$/)(value) && !Number.isNaN(Date.parse(String(value))),
  UnsignedInt64: (value) => isUnsigned64(value),
  BigInt: matches(/^-?\d+$/),
  URL: (value) => typeof value === 'string' && URL.canParse(value),
  Color: matches(/^#[0-9a-fA-F]{6}$/),
  UtcOffset: matches(/^[+-]\d{2}:\d{2}$/),
  HTML: (value) => typeof value === 'string',
  FormattedString: (value) => typeof value === 'string',
  ARN: matches(/^arn:/),
  StorefrontID: matches(/./),
};

function isUnsigned64(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'string' && /^\d{1,20}$/.test(value) && BigInt(value) < 2n ** 64n;
}

/** Gives the custom scalars of the schema their formats. */
export function enforceScalars(schema: GraphQLSchema): void {
  for (const [name, check] of Object.entries(checks)) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLScalarType)) continue;
    const coerce = (value: unknown) => {
      if (check(value)) return value;
      throw new GraphQLError(`${name} cannot be ${JSON.stringify(value)}`);
    };
    type.coerceInputValue = coerce;
    type.coerceOutputValue = coerce;
  }
}
