import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConsentWords } from './use-consent-words.ts';

type UseNames = { readonly channel: string; readonly purpose: string };

/** Channel and purpose among the known ones; a name of the house's own stays to choose where it is there already. */
export function UseFields(props: { of: UseNames; onChange: (change: Partial<UseNames>) => void }) {
  const { t } = useTranslation('clients');
  const say = useConsentWords();
  const { channel, purpose } = props.of;
  const among = (known: readonly string[], now: string) => [...new Set([...known, now])];
  return (
    <>
      <NativeSelect
        label={t('consentForm.channel')}
        value={channel}
        data={among(['email', 'sms', 'phone', 'post'], channel).map((one) => ({
          ...{ value: one, label: say.channel(one) },
        }))}
        onChange={(event) => props.onChange({ channel: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('consentForm.purpose')}
        value={purpose}
        data={among(['marketing', 'newsletter', 'service', 'third-party'], purpose).map((one) => ({
          ...{ value: one, label: say.purpose(one) },
        }))}
        onChange={(event) => props.onChange({ purpose: event.currentTarget.value })}
      />
    </>
  );
}
