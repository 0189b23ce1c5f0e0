import { useTranslation } from 'react-i18next';
import classes from './person.module.css';

export type ConsentState = 'granted' | 'refused' | 'unknown';
export const consentChannels = ['email', 'sms', 'phone', 'post'] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** One mark per channel: full = yes, struck = no, hollow = not known. Shape tells it, colour only repeats it. */
export function ConsentDots(props: { states: Partial<Record<ConsentChannel, ConsentState>> }) {
  const { t } = useTranslation('parts');
  const channels = consentChannels.filter((channel) => props.states[channel] !== undefined);
  const label = channels
    .map((channel) =>
      t(`consent.${props.states[channel] ?? 'unknown'}`, { channel: t(`channels.${channel}`) }),
    )
    .join(', ');
  return (
    <span className={classes.consents} role="img" aria-label={label} title={label}>
      {channels.map((channel) => (
        <svg key={channel} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <ConsentMark state={props.states[channel] ?? 'unknown'} />
        </svg>
      ))}
    </span>
  );
}

function ConsentMark(props: { state: ConsentState }) {
  if (props.state === 'granted') return <circle cx="5" cy="5" r="4" fill="var(--green)" />;
  if (props.state === 'unknown') {
    return <circle cx="5" cy="5" r="3.4" fill="none" stroke="var(--grey)" strokeWidth="1.2" />;
  }
  return (
    <g stroke="var(--accent)" strokeWidth="1.3" fill="none">
      <circle cx="5" cy="5" r="3.4" />
      <path d="M2.6 7.4 7.4 2.6" />
    </g>
  );
}
