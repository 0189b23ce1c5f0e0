import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../data/problem.ts';
import classes from './problem-note.module.css';

type ProblemNoteProps = { thrown: unknown; again?: () => void; title?: string };

/** Shows in words what the server refused, to what, and what to do; the fields it names are listed. */
export function ProblemNote(props: ProblemNoteProps) {
  const { t } = useTranslation('parts');
  const problem = problemOf(props.thrown);
  const faults = problem.faults ?? [];
  return (
    <div className={classes.problem} role="alert">
      <p className={classes.title}>{props.title ?? t('problem.title')}</p>
      <p className={classes.detail}>{useProblemWords(problem)}</p>
      {faults.length > 0 ? (
        <ul className={classes.fields}>
          {faults.map((fault) => (
            <li key={fault.where + fault.message}>
              <code>{fault.where}</code> {fault.message}
            </li>
          ))}
        </ul>
      ) : null}
      {props.again ? (
        <Button variant="default" size="xs" mt="sm" onClick={props.again}>
          {t('problem.again')}
        </Button>
      ) : null}
    </div>
  );
}

/** One sentence for a problem, in the reader's language; the server's own words when ours would say less. */
export function useProblemWords(problem: Problem): string {
  const { t, i18n } = useTranslation('parts');
  const own = `refusals:${problem.code ?? ''}`;
  if (problem.code && i18n.exists(own)) return i18n.t(own as never);
  if (problem.code === 'unreachable') return t('problem.unreachable');
  if (problem.code === 'unreadable-reply') return t('problem.unreadable');
  if (problem.status === 401) return t('problem.unauthorised');
  if (problem.status === 403) return t('problem.forbidden');
  if (problem.status === 404) return t('problem.missing');
  if (problem.status === 429) return t('problem.tooMany');
  if (problem.status === 413) return t('problem.tooLarge');
  if (problem.status >= 500) return t('problem.broken');
  const told = problem.detail ?? problem.title;
  return told === '' && problem.status === 409 ? t('problem.conflict') : told || t('problem.title');
}
