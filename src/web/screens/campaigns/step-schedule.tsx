import { NumberInput, Radio, Slider, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHouseCurrency } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import classes from './campaigns.module.css';
import type { CampaignDraft } from './use-campaign-draft.ts';

type ScheduleProps = { draft: CampaignDraft; at: string | undefined; onAt: (at: string | undefined) => void };

const holdoutMax = 0.5;

/** Step 3: when it leaves, how many are kept as controls, how long it is observed, and what it costs. */
export function StepSchedule(props: ScheduleProps) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { draft, change } = props.draft;
  return (
    <>
      <WhenChoice {...props} />
      <div>
        <p style={{ margin: '0 0 2px', fontSize: 13, fontWeight: 500 }} id="holdout-label">
          {t('schedule.holdout')} <strong className="figures">{format.percent(draft.holdoutShare, 0)}</strong>
        </p>
        <p className="soft small" style={{ margin: '0 0 8px' }}>
          {t('schedule.holdoutHint')}
        </p>
        <Slider
          thumbProps={{ 'aria-labelledby': 'holdout-label' }}
          min={0}
          max={holdoutMax}
          step={0.01}
          value={draft.holdoutShare}
          label={(value) => format.percent(value, 0)}
          onChange={(value) => change({ holdoutShare: Math.round(value * 100) / 100 })}
          marks={[0.1, 0.2, 0.3, 0.4].map((value) => ({ value, label: format.percent(value, 0) }))}
          mb="xl"
        />
      </div>
      <div className={classes.pair}>
        <NumberInput
          label={t('schedule.window')}
          min={1}
          max={365}
          value={draft.windowDays}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1 && value <= 365) change({ windowDays: value });
          }}
        />
        <span />
        <MoneyInput
          label={t('schedule.cost')}
          value={draft.costPerContact}
          onChange={(costPerContact) => change({ costPerContact })}
        />
        <MoneyInput
          label={t('schedule.fixed')}
          value={draft.fixedCost}
          onChange={(fixedCost) => change({ fixedCost })}
        />
      </div>
    </>
  );
}

function WhenChoice(props: ScheduleProps) {
  const { t } = useTranslation('campaigns');
  const [later, setLater] = useState(props.at !== undefined);
  const choose = (value: string) => {
    setLater(value === 'later');
    if (value === 'now') props.onAt(undefined);
  };
  return (
    <Radio.Group label={t('schedule.when')} value={later ? 'later' : 'now'} onChange={choose}>
      <div style={{ display: 'grid', gap: 8, marginTop: 6 }}>
        <Radio value="now" label={t('schedule.now')} />
        <Radio value="later" label={t('schedule.later')} />
        {later ? (
          <TextInput
            ml={28}
            maw={260}
            type="datetime-local"
            label={t('schedule.at')}
            description={t('schedule.atHint')}
            value={props.at ?? ''}
            onChange={(event) => props.onAt(event.currentTarget.value || undefined)}
          />
        ) : null}
      </div>
    </Radio.Group>
  );
}

/** An amount kept as the decimal text it was typed as. */
function MoneyInput(props: { label: string; value: string; onChange: (value: string) => void }) {
  const format = useFormat();
  const currency = useHouseCurrency();
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      min={0}
      decimalScale={6}
      decimalSeparator={format.language === 'fr' ? ',' : '.'}
      allowedDecimalSeparators={[',', '.']}
      hideControls
      suffix={`\u00a0${format.currencySign(currency)}`}
      onChange={(value) => props.onChange(value === '' ? '0' : String(value))}
    />
  );
}
