import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { partsWords } from '../components/parts.words.ts';
import { refusalWords } from '../components/refusals.words.ts';
import { accountWords } from '../screens/account/account.words.ts';
import { auditWords } from '../screens/audit/audit.words.ts';
import { campaignsWords } from '../screens/campaigns/campaigns.words.ts';
import { circlesWords } from '../screens/circles/circles.words.ts';
import { clientsWords } from '../screens/clients/clients.words.ts';
import { duplicatesWords } from '../screens/duplicates/duplicates.words.ts';
import { dossierWords } from '../screens/dossier/dossier.words.ts';
import { effectsWords } from '../screens/effects/effects.words.ts';
import { contractsWords } from '../screens/contracts/contracts.words.ts';
import { forecastWords } from '../screens/forecast/forecast.words.ts';
import { portfolioWords } from '../screens/portfolio/portfolio.words.ts';
import { potentialWords } from '../screens/potential/potential.words.ts';
import { profitWords } from '../screens/profit/profit.words.ts';
import { questionsWords } from '../screens/questions/questions.words.ts';
import { keysWords } from '../screens/keys/keys.words.ts';
import { privacyWords } from '../screens/privacy/privacy.words.ts';
import { rulesWords } from '../screens/privacy/rules.words.ts';
import { requestsWords } from '../screens/requests/requests.words.ts';
import { screeningWords } from '../screens/screening/screening.words.ts';
import { segmentsWords } from '../screens/segments/segments.words.ts';
import { overviewWords } from '../screens/overview/overview.words.ts';
import { qualityWords } from '../screens/quality/quality.words.ts';
import { signInWords } from '../screens/sign-in/sign-in.words.ts';
import { sourcesWords } from '../screens/sources/sources.words.ts';
import { survivorshipWords } from '../screens/survivorship/survivorship.words.ts';
import { usersWords } from '../screens/users/users.words.ts';
import { valueWords } from '../screens/value/value.words.ts';
import { frameWords } from './frame.words.ts';
import { jobKindWords } from './job-kinds.words.ts';
import { chosenLanguage, rememberLanguage } from './language.ts';

/** Every word of the interface, by where it is said. */
export const all = {
  frame: frameWords,
  parts: partsWords,
  signIn: signInWords,
  segments: segmentsWords,
  clients: clientsWords,
  circles: circlesWords,
  survivorship: survivorshipWords,
  screening: screeningWords,
  dossier: dossierWords,
  effects: effectsWords,
  value: valueWords,
  portfolio: portfolioWords,
  profit: profitWords,
  forecast: forecastWords,
  potential: potentialWords,
  contracts: contractsWords,
  questions: questionsWords,
  overview: overviewWords,
  sources: sourcesWords,
  quality: qualityWords,
  duplicates: duplicatesWords,
  privacy: privacyWords,
  rules: rulesWords,
  requests: requestsWords,
  campaigns: campaignsWords,
  refusals: refusalWords,
  jobKinds: jobKindWords,
  users: usersWords,
  keys: keysWords,
  audit: auditWords,
  account: accountWords,
};

type Spaces = keyof typeof all;
type Speech = { [Space in Spaces]: (typeof all)[Space]['fr'] };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'parts';
    resources: Speech;
  }
}

const pick = (language: 'fr' | 'en') =>
  Object.fromEntries(Object.entries(all).map(([space, both]) => [space, both[language]]));

/** Starts the words of the interface in the language chosen in this browser. Resolves once words can be shown. */
export async function startSpeech(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: chosenLanguage(),
    fallbackLng: 'fr',
    defaultNS: 'parts',
    resources: { fr: pick('fr'), en: pick('en') },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  rememberLanguage(chosenLanguage());
  i18next.on('languageChanged', (language) => rememberLanguage(language === 'en' ? 'en' : 'fr'));
}
