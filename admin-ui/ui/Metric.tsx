import { Card } from './Card.tsx';
import { Link } from './Link.tsx';
import { Stack } from './Stack.tsx';
import { Term } from './Term.tsx';
import { Text } from './Text.tsx';

/** One figure with its name, what it means, and a line or two to hold it against. */
export function Metric({
  name,
  meaning,
  figure,
  lines,
  to,
}: {
  name: string;
  meaning?: string;
  figure: string;
  lines: readonly string[];
  /** The people or things behind the figure. */
  to?: string;
}) {
  return (
    <Card>
      <Stack gap="tight">
        <Text as="h2" kind="body" tone="subdued">
          {meaning === undefined ? name : <Term meaning={meaning}>{name}</Term>}
        </Text>
        <Text as="p" kind="figure" numeric>
          {to === undefined ? (
            figure
          ) : (
            <Link to={to} look="quiet">
              {figure}
            </Link>
          )}
        </Text>
        {lines.map((line) => (
          <Text key={line} as="p" kind="small" tone="subdued">
            {line}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}
