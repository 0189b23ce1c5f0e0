import { type RawReply, raw } from '#platform/http';

type Language = 'fr' | 'en';

const transparent = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const never = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };
const html = { ...never, 'content-type': 'text/html; charset=utf-8' };

const words = {
  ask: {
    fr: {
      title: 'Se désinscrire',
      text: 'Vous ne recevrez plus nos messages de cette sorte à cette adresse.',
      button: 'Me désinscrire',
    },
    en: {
      title: 'Unsubscribe',
      text: 'You will no longer get our messages of this kind at this address.',
      button: 'Unsubscribe me',
    },
  },
  done: {
    fr: { title: 'C’est fait', text: 'Vous êtes désinscrit. Vous pouvez fermer cette page.', button: '' },
    en: { title: 'Done', text: 'You are unsubscribed. You may close this page.', button: '' },
  },
  lost: {
    fr: {
      title: 'Lien inconnu',
      text: 'Ce lien n’est pas valable. Rouvrez-le depuis votre message.',
      button: '',
    },
    en: {
      title: 'Unknown link',
      text: 'This link is not valid. Open it again from your message.',
      button: '',
    },
  },
} as const;

function page(which: keyof typeof words, language: Language): string {
  const { title, text, button } = words[which][language];
  const form =
    button === ''
      ? ''
      : `<form method="post"><input type="hidden" name="way" value="page"><button>${button}</button></form>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
body{font:16px/1.5 system-ui,sans-serif;background:#fbfaf7;color:#1b1b1f;max-width:32rem;margin:15vh auto;padding:0 1.5rem}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:6px;background:#c23a22;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #2f5d8a;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#16161a;color:#eceae4}}
</style><h1>${title}</h1><p>${text}</p>${form}</html>`;
}

/** The open pixel. */
export const pixelReply = (): RawReply => raw(transparent, { ...never, 'content-type': 'image/gif' });
/** Asks before unsubscribing: mail scanners follow links, and must not unsubscribe anybody. */
export const askReply = (language: Language): RawReply => raw(page('ask', language), html);
/** Says that it is done; 200 and no redirect, as RFC 8058 demands. */
export const doneReply = (language: Language): RawReply => raw(page('done', language), html);
/** A link we did not sign. */
export const lostReply = (language: Language): RawReply => raw(page('lost', language), html, 404);
/** On to where a link leads. */
export const redirectReply = (url: string): RawReply => raw('', { ...never, location: url }, 302);
/** The message as a page: pictures and styles, no scripts, no forms, whatever its author wrote. */
export const webVersionReply = (content: string): RawReply =>
  raw(content, {
    ...html,
    'content-security-policy':
      "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; font-src https: data:; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
  });
