import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../components/problem-note.tsx';
import { problemOf } from '../../data/problem.ts';
import { useSignIn } from '../../data/session.ts';
import { Crowd } from './crowd.tsx';
import classes from './sign-in.module.css';

/** Sign-in: an address, a password, and back to the page that was asked for. */
export function SignInScreen() {
  const { t, i18n } = useTranslation('signIn');
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  useEffect(() => {
    document.title = `${t('submit')} · Chacun`;
  }, [t]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(
      { email, password },
      {
        onSuccess: (me) => {
          void i18n.changeLanguage(me.language);
          void navigate({ to: next ?? '/' });
        },
      },
    );
  };
  return (
    <main className={classes.screen}>
      <Crowd label={t('crowd')} />
      <div className={classes.side}>
        <form className={classes.form} onSubmit={submit}>
          <h1 className={classes.title}>{t('title')}</h1>
          <p className={classes.sentence}>{t('sentence')}</p>
          <TextInput
            label={t('email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <div className={classes.problem} role="alert">
            {signIn.isError ? <SignInProblem thrown={signIn.error} /> : null}
          </div>
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
            {t('submit')}
          </Button>
          <p className={classes.help}>{t('help')}</p>
          <p className={classes.languages}>
            {(['fr', 'en'] as const).map((language) => (
              <button
                key={language}
                type="button"
                lang={language}
                className="quiet-button link"
                aria-pressed={i18n.language === language}
                onClick={() => void i18n.changeLanguage(language)}
              >
                {language === 'fr' ? 'Français' : 'English'}
              </button>
            ))}
          </p>
        </form>
      </div>
    </main>
  );
}

function SignInProblem(props: { thrown: unknown }) {
  const { t } = useTranslation('signIn');
  const problem = problemOf(props.thrown);
  const words = useProblemWords(problem);
  if (problem.status === 401 || problem.status === 400) return t('wrong');
  return problem.status === 429 ? t('tooManySoon') : words;
}
