import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { CampaignBody, MessagePreview } from '#interact/campaigns/api';
import type { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { CustomerSelect } from '../clients/customer-select.tsx';
import { useMessagePreview } from './campaigns.data.ts';
import classes from './campaigns.module.css';
import { type Device, devices } from './campaigns-search.ts';
import { Findings } from './findings.tsx';

type PaneProps = {
  draft: Pick<CampaignBody, 'content' | 'coupon'>;
  as: number | undefined;
  device: Device;
  onAs: (customerId: number | undefined) => void;
  onDevice: (device: Device) => void;
};

/** The message as a chosen customer will see it, on a desktop, a phone, or as text; and what is still to mend. */
export function MessagePane(props: PaneProps) {
  const { t } = useTranslation('campaigns');
  const { content, coupon } = props.draft;
  const [asked] = useDebouncedValue({ content, coupon, customerId: props.as ?? null }, 350);
  const preview = useMessagePreview(asked);
  return (
    <aside className={classes.pane} aria-label={t('preview.title')}>
      <div className={classes.paneHead}>
        <CustomerSelect
          label={t('preview.as')}
          placeholder={t('preview.someone')}
          value={props.as}
          onChange={props.onAs}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('preview.device')}
          value={props.device}
          onChange={(value) => props.onDevice(devices.find((one) => one === value) ?? 'desktop')}
          data={devices.map((device) => ({ value: device, label: t(`preview.${device}`) }))}
        />
      </div>
      {preview.error ? <ProblemNote thrown={preview.error} /> : null}
      <Envelope content={content} message={preview.data} device={props.device} />
      {preview.data ? <Findings findings={preview.data.findings} /> : null}
    </aside>
  );
}

function Envelope(props: {
  content: CampaignBody['content'];
  message: z.infer<typeof MessagePreview> | undefined;
  device: Device;
}) {
  const { t } = useTranslation('campaigns');
  const { content, message, device } = props;
  const blank = content.subject === '' && content.html === '' && content.text === '';
  return (
    <div className={`${classes.envelope} ${device === 'phone' ? classes.phoneView : ''}`}>
      <header>
        <p className={classes.subject}>{message?.subject || content.subject || '…'}</p>
        <p className={classes.from}>
          {t('preview.from')} {content.fromName || content.fromAddress || '…'}
        </p>
        {content.preheader ? <p className={classes.preheader}>{content.preheader}</p> : null}
      </header>
      {blank || !message ? (
        <p className={classes.blank}>{blank ? t('preview.blank') : ''}</p>
      ) : device === 'text' ? (
        <pre className={classes.text} tabIndex={0}>
          {message.text}
        </pre>
      ) : (
        // No scripts, no forms, no same-origin: a message can only be looked at.
        <iframe className={classes.frame} title={t('preview.title')} sandbox="" srcDoc={message.html} />
      )}
    </div>
  );
}
