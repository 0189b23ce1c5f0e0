import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Objected } from '#identify/requests/api';
import { usePermissions } from '../clients/consents.data.ts';
import { useConsentSubject } from '../clients/use-consent-words.ts';
import { UseFields } from '../clients/use-fields.tsx';
import classes from './requests.module.css';

export type Objection = z.infer<typeof Objected>;

const everyUse: readonly Objection[] = ['marketing', 'third-party'].flatMap((purpose) =>
  ['email', 'sms', 'phone', 'post'].map((channel) => ({ channel, purpose, brand: '' })),
);
const keyOf = ({ channel, purpose, brand }: Objection) => JSON.stringify([channel, purpose, brand]);

/**
 * What somebody objects to: everything, in one tick, or the uses they name: the usual ones, whatever they ever said something on, and
 * others added by hand. `value` null means everything.
 */
export function ObjectionChoice(props: {
  customerId: number;
  value: readonly Objection[] | null;
  onChange: (value: readonly Objection[] | null) => void;
}) {
  const { t } = useTranslation('requests');
  const subjectOf = useConsentSubject();
  const permissions = usePermissions(props.customerId, '');
  const { value, onChange } = props;
  const chosen = value ?? [];
  const known = [...everyUse, ...(permissions.data?.items ?? []), ...chosen].map(
    ({ channel, purpose, brand }) => ({ channel, purpose, brand }),
  );
  const uses = [...new Map(known.map((use) => [keyOf(use), use])).values()];
  const stands = new Map(permissions.data?.items.map((state) => [keyOf(state), state]));
  const has = (use: Objection) => chosen.some((one) => keyOf(one) === keyOf(use));
  return (
    <fieldset className={classes.choice}>
      <legend>{t('detail.against')}</legend>
      <Checkbox
        label={t('against.everything')}
        description={t('against.everythingHint')}
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : [])}
      />
      {value === null ? null : (
        <>
          {uses.map((use) => (
            <Checkbox
              key={keyOf(use)}
              label={subjectOf(use)}
              description={stands.get(keyOf(use))?.status === 'withdrawn' ? t('against.already') : undefined}
              checked={has(use)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, use]
                    : chosen.filter((one) => keyOf(one) !== keyOf(use)),
                )
              }
            />
          ))}
          <AnotherUse onAdd={(use) => onChange(has(use) ? chosen : [...chosen, use])} />
        </>
      )}
    </fieldset>
  );
}

/** A use that is not listed: of one brand, or of another purpose. */
function AnotherUse({ onAdd }: { onAdd: (use: Objection) => void }) {
  const { t } = useTranslation('requests');
  const [use, setUse] = useState<Objection>({ channel: 'email', purpose: 'marketing', brand: '' });
  return (
    <details>
      <summary>{t('against.another')}</summary>
      <div className={classes.another}>
        <UseFields of={use} onChange={(change) => setUse({ ...use, ...change })} />
        <TextInput
          label={t('against.brand')}
          maxLength={100}
          value={use.brand}
          onChange={(event) => setUse({ ...use, brand: event.currentTarget.value })}
        />
        <Button variant="default" onClick={() => onAdd({ ...use, brand: use.brand.trim() })}>
          {t('against.add')}
        </Button>
      </div>
    </details>
  );
}
