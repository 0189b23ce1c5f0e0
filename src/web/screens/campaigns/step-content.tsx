import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailContent } from '#interact/channels/api';
import classes from './campaigns.module.css';
import { MergeFieldMenu } from './merge-field-menu.tsx';
import { plainTemplate } from './plain-template.ts';
import type { CampaignDraft } from './use-campaign-draft.ts';

/** Step 2: who writes, the subject, the message in HTML and Liquid, its text part, and a coupon. */
export function StepContent(props: { draft: CampaignDraft }) {
  const { t } = useTranslation('campaigns');
  const { draft, change } = props.draft;
  const { content } = draft;
  const set = (part: Partial<EmailContent>) => change({ content: { ...content, ...part } });
  const field = (name: 'fromName' | 'fromAddress' | 'replyTo' | 'subject' | 'preheader') => ({
    label: t(`content.${name}`),
    value: content[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={classes.pair}>
        <TextInput {...field('fromName')} />
        <TextInput {...field('fromAddress')} type="email" />
        <TextInput {...field('replyTo')} type="email" />
        <NativeSelect
          label={t('content.language')}
          value={content.language}
          data={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(event) => set({ language: event.currentTarget.value === 'en' ? 'en' : 'fr' })}
        />
      </div>
      <TextInput {...field('subject')} />
      <TextInput {...field('preheader')} description={t('content.preheaderHint')} />
      <HtmlField content={content} set={set} />
      <Textarea
        className={classes.code ?? ''}
        label={t('content.text')}
        description={t('content.textHint')}
        autosize
        minRows={3}
        maxRows={12}
        value={content.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <CouponFields draft={props.draft} />
    </>
  );
}

function HtmlField(props: { content: EmailContent; set: (part: Partial<EmailContent>) => void }) {
  const { t } = useTranslation('campaigns');
  const { content, set } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (text: string) => {
    const at = area.current?.selectionStart ?? content.html.length;
    set({ html: content.html.slice(0, at) + text + content.html.slice(at) });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + text.length, at + text.length);
    });
  };
  return (
    <div>
      <div className={classes.labelLine}>
        <label htmlFor="campaign-html" className="small" style={{ fontWeight: 500, fontSize: 13 }}>
          {t('content.html')}
        </label>
        <span style={{ display: 'flex', gap: 6 }}>
          {content.html === '' ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => set({ html: plainTemplate(content.language) })}
            >
              {t('content.start')}
            </Button>
          ) : null}
          <MergeFieldMenu onInsert={insert} />
        </span>
      </div>
      <Textarea
        id="campaign-html"
        ref={area}
        className={classes.code ?? ''}
        mt={4}
        autosize
        minRows={14}
        maxRows={30}
        spellCheck={false}
        value={content.html}
        onChange={(event) => set({ html: event.currentTarget.value })}
      />
      <p className="soft small" style={{ margin: '4px 0 0' }}>
        {t('content.htmlHint', {
          example: '{{ givenName | default: "…" }}',
          interpolation: { escapeValue: false },
        })}
      </p>
    </div>
  );
}

function CouponFields(props: { draft: CampaignDraft }) {
  const { t } = useTranslation('campaigns');
  const { draft, change } = props.draft;
  const { coupon } = draft;
  const start = { prefix: 'MERCI', label: '', validDays: 30 };
  return (
    <>
      <Checkbox
        label={t('content.coupon')}
        checked={coupon !== null}
        onChange={(event) => change({ coupon: event.currentTarget.checked ? start : null })}
      />
      {coupon ? (
        <div className={classes.pair}>
          <TextInput
            label={t('content.couponPrefix')}
            value={coupon.prefix}
            onChange={(event) => {
              const prefix = event.currentTarget.value.toUpperCase().replace(/[^A-Z0-9]/g, '');
              change({ coupon: { ...coupon, prefix: prefix.slice(0, 12) } });
            }}
          />
          <NumberInput
            label={t('content.couponDays')}
            min={1}
            max={3650}
            value={coupon.validDays ?? ''}
            onChange={(value) =>
              change({ coupon: { ...coupon, validDays: value === '' ? null : Number(value) } })
            }
          />
          <TextInput
            label={t('content.couponLabel')}
            value={coupon.label}
            onChange={(event) => change({ coupon: { ...coupon, label: event.currentTarget.value } })}
          />
        </div>
      ) : null}
    </>
  );
}
