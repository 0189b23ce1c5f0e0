import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '#differentiate/portfolio/api';
import { useFormat } from '../../data/use-format.ts';
import { useCount } from '../segments/segments.data.ts';
import classes from './portfolio.module.css';

/** Before those low on both sides are called non-priority: three questions, each with how many of them it holds for, now. */
export function MatrixChecks(props: { matrix: Matrix }) {
  const { t } = useTranslation('portfolio');
  const { checks } = props.matrix;
  if (checks.length === 0) return null;
  return (
    <div className={classes.checks}>
      <p>{t('threeChecks')}</p>
      <ul>
        {checks.map((check) => (
          <Check key={check.name} check={check} />
        ))}
      </ul>
    </div>
  );
}

function Check(props: { check: Matrix['checks'][number] }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const { question, condition } = props.check;
  const count = useCount(condition).data?.customers;
  return (
    <li>
      {question[format.language]}{' '}
      {count === undefined ? null : (
        <Link to="/segments/new" search={{ condition, name: question[format.language] }}>
          {t('people', { count, shown: format.number(count) })}
        </Link>
      )}
    </li>
  );
}
