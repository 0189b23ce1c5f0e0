const say = {
  fr: {
    hello: 'Bonjour {{ givenName | default: "" }},',
    body: 'Écrivez ici ce que vous avez à dire à chacun.',
    button: 'Voir la boutique',
    leave: 'Ne plus recevoir ces messages',
    web: 'Voir en ligne',
  },
  en: {
    hello: 'Hello {{ givenName | default: "" }},',
    body: 'Write here what you have to say to each one.',
    button: 'See the shop',
    leave: 'Stop receiving these messages',
    web: 'View online',
  },
} as const;

/** A message that every mailbox shows well: one column, one button, the way out and the web version. */
export function plainTemplate(language: 'fr' | 'en'): string {
  const words = say[language];
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#fbfaf7">
  <tr><td align="center" style="padding:24px 12px">
    <table role="presentation" width="560" cellpadding="0" cellspacing="0" style="max-width:560px;width:100%;background:#ffffff">
      <tr><td style="padding:32px;font-family:Georgia,serif;font-size:17px;line-height:1.5;color:#1b1b1f">
        <p style="margin:0 0 16px">${words.hello}</p>
        <p style="margin:0 0 24px">${words.body}</p>
        <p style="margin:0"><a href="https://example.org/" style="background:#c23a22;color:#ffffff;padding:12px 20px;text-decoration:none;border-radius:6px;display:inline-block;font-family:Arial,sans-serif;font-size:15px">${words.button}</a></p>
      </td></tr>
      <tr><td style="padding:16px 32px;font-family:Arial,sans-serif;font-size:12px;color:#5f5c55">
        <a href="{{ webVersionUrl }}" style="color:#5f5c55">${words.web}</a> · <a href="{{ unsubscribeUrl }}" style="color:#5f5c55">${words.leave}</a>
      </td></tr>
    </table>
  </td></tr>
</table>
`;
}
