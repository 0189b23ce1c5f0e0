import { words } from '../../data/words.ts';

export const signInWords = words({
  fr: {
    title: 'Chacun',
    sentence: 'Chaque client, un par un.',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    wrong: 'Cette adresse et ce mot de passe ne vont pas ensemble.',
    tooMany: 'Trop d’essais. Patientez {{time}} avant de réessayer.',
    tooManySoon: 'Trop d’essais. Patientez une minute avant de réessayer.',
    help: 'Mot de passe oublié ? Un administrateur peut en donner un nouveau.',
    crowd: 'Une foule de points, dont un seul est en couleur : chacun.',
  },
  en: {
    title: 'Chacun',
    sentence: 'Every customer, one by one.',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'This address and this password do not go together.',
    tooMany: 'Too many tries. Wait {{time}} before trying again.',
    tooManySoon: 'Too many tries. Wait a minute before trying again.',
    help: 'Forgot your password? An administrator can give you a new one.',
    crowd: 'A crowd of dots, a single one in colour: each one.',
  },
});
