import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSaveRule } from '../api/deeds.ts';
import { Page } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { draftFor } from './ruleDraft.ts';
import { RuleEditor } from './RuleEditor.tsx';

const route = getRouteApi('/coupons/new');

/** A new rule from a recipe; saved as a draft, it sends nothing. */
export function NewRulePage() {
  const { t } = useTranslation();
  const { recipe = 'wake-up', who } = route.useSearch();
  const navigate = route.useNavigate();
  const save = useSaveRule();
  return (
    <Page
      title={t('coupons.editor.newTitle')}
      back={{ to: '/coupons', label: `${t('shell.back')}: ${t('shell.coupons')}` }}
    >
      <RuleEditor
        key={recipe}
        initial={draftFor(recipe, t(`coupons.trigger.${recipe}.name`), who)}
        ruleId={null}
        saving={save.isPending}
        failure={save.error}
        onSave={(input) => {
          save.mutate(
            { id: null, input },
            {
              onSuccess: (rule) => {
                toast(t('coupons.editor.saved'));
                void navigate({ to: '/coupons/$id', params: { id: rule.id }, ignoreBlocker: true });
              },
            },
          );
        }}
      />
    </Page>
  );
}
