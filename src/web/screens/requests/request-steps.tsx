import { useTranslation } from 'react-i18next';
import type { RequestReply } from '#identify/requests/api';
import { useProblemWords } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './requests.module.css';

type Step = RequestReply['steps'][number];

/** What was done, by whom and when: the proof. */
export function RequestSteps({ request }: { request: RequestReply }) {
  const { t, i18n } = useTranslation('requests');
  const format = useFormat();
  const named = (act: string) =>
    i18n.exists(`requests:acts.${act}`) ? i18n.t(`requests:acts.${act}` as never) : act;
  return (
    <section>
      <h3>{t('proof')}</h3>
      <ol className={classes.steps}>
        {request.steps.map((step) => (
          <li key={`${step.act}-${step.at}`}>
            {named(step.act)}{' '}
            <span className="soft small">
              {step.by}, {format.dateTime(step.at)}
            </span>
            <Told step={step} />
          </li>
        ))}
      </ol>
      {request.archive === null ? null : (
        <p className="soft small">{t('sha', { sha: request.archive.sha256.slice(0, 16) })}</p>
      )}
    </section>
  );
}

/** What a step says besides that it was taken: its words, its counts, why it could not be. */
function Told({ step: { act, details } }: { step: Step }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const text = (name: string) => (typeof details[name] === 'string' ? details[name] : '');
  const count = (name: string) => Number(details[name] ?? 0);
  const refused = useProblemWords({
    ...{ type: '', title: '', status: 409 },
    ...{ code: text('code'), detail: text('message') },
  });
  const words = {
    'not-done': refused,
    withdrawn: t('withdrawn', { count: count('entries') }),
    erased: t('erased', {
      records: format.number(count('person_record')),
      lines: format.number(count('order_lines')),
    }),
  }[act];
  const told = words ?? [text('note'), text('because'), text('owner')].filter(Boolean).join(' ');
  return told === '' ? null : <p className={classes.told}>{told}</p>;
}
