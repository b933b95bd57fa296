import { useTranslation } from 'react-i18next';
import { schemes } from '../../functions/customers/customer.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useSchemeWords } from '../i18n/schemeWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

const isDay = /^\d{4}-\d\d-\d\d$/;

/** Says which box of the movement the list is, and leads back to everybody. */
export default function MovedNote({ moved, onAll }: { moved: string; onAll: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useClassWords();
  const { nameOf } = useSchemeWords();
  const [name, from = '', to = '', before = '', after = ''] = moved.split(':');
  const scheme = schemes.find((one) => one === name);
  if (scheme === undefined || ![from, to].every((day) => isDay.test(day))) return null;
  const called = (key: string) =>
    key === 'unplaced' || key === 'not_there' ? t(`flow.matrix.${key}`) : words(scheme, key);
  const told = {
    name: nameOf(scheme),
    before: called(before),
    after: called(after),
    from: formats.calendarDate(from),
    to: formats.calendarDate(to),
  };
  return (
    <Row gap="small">
      <Text as="p">{t(before === after ? 'moved.stayed' : 'moved.title', told)}</Text>
      <Button look="quiet" onClick={onAll}>
        {t('customers.none.clear')}
      </Button>
    </Row>
  );
}
