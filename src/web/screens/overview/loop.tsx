import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LoopState } from '#evaluate/dashboards/api';
import { useFormat } from '../../data/use-format.ts';
import classes from './overview.module.css';

const ways: Record<LoopState['room'], string> = {
  identify: '/clients',
  differentiate: '/segments',
  customise: '/campaigns',
  interact: '/campaigns',
  evaluate: '/effects',
};

/** The method as small states, each a way in, with what moved in it this week. */
export function Loop(props: { states: readonly LoopState[] }) {
  const { t, i18n } = useTranslation('overview');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const known = props.states.filter((state) => state.figures.length > 0);
  return (
    <ol className={classes.loop}>
      {known.map((state) => {
        const moved = state.figures.filter((figure) => figure.value > 0);
        return (
          <li key={state.room} className={classes.step} data-done={moved.length > 0}>
            <Link to={ways[state.room]} className={classes.stepLink}>
              <span className={classes.stepName}>{t(`rooms.${state.room}`)}</span>
              {moved.length === 0 ? <span className="small soft">{t('quiet')}</span> : null}
              {moved.map((figure) => (
                <span key={figure.name} className="small soft figures">
                  {format.number(figure.value)} {figure.label[language].toLocaleLowerCase(language)}
                </span>
              ))}
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
