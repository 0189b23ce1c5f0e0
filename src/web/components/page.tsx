import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './page.module.css';

type PageProps = {
  title: string;
  /** One sentence saying what this page is. */
  sentence?: ReactNode;
  /** Period and population the page speaks of, always visible. */
  scope?: ReactNode;
  action?: ReactNode;
  above?: ReactNode;
  /** What the page is about is being read for the first time. */
  reading?: boolean;
  children: ReactNode;
};

/** The head every page has: title, what it is, what it covers, and its main action at the right. */
export function Page(props: PageProps) {
  useEffect(() => {
    document.title = `${props.title} · Chacun`;
  }, [props.title]);
  return (
    <div className={classes.page}>
      {props.above ? <div className={classes.above}>{props.above}</div> : null}
      <header className={classes.head}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{props.title}</h1>
          {props.sentence ? <p className={classes.sentence}>{props.sentence}</p> : null}
        </div>
        {props.action ? <div className={classes.action}>{props.action}</div> : null}
      </header>
      {props.scope ? <p className={classes.scope}>{props.scope}</p> : null}
      {props.reading ? <Reading /> : null}
      {props.children}
    </div>
  );
}

function Reading() {
  const { t } = useTranslation('parts');
  return (
    <p className="soft" role="status">
      {t('reading')}
    </p>
  );
}

/** A part of a page under its own heading and a hairline; never a box. */
export function Section(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
