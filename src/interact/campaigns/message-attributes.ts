import type { Attribute, AttributeSource } from '#platform/module';

const recent = 'occurred_at > {now:DateTime64(3)} - toIntervalDay(30) AND occurred_at <= {now:DateTime64(3)}';

// Each first reaction of a person counts once; a machine's is left out.
const query = `
  SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
         uniqExactIf(message_id, kind = 'sent' AND ${recent}) AS received,
         maxIf(toNullable(occurred_at), kind = 'sent') AS last_message_at,
         uniqExactIf(message_id, kind = 'opened' AND machine = 0 AND ${recent}) AS opened,
         uniqExactIf(message_id, kind = 'clicked' AND machine = 0 AND ${recent}) AS clicked,
         maxIf(toNullable(occurred_at), kind = 'clicked' AND machine = 0) AS last_click_at,
         countIf(kind = 'unsubscribed') > 0 AS has_unsubscribed
  FROM contacts
  WHERE source_id = 0 AND person_id != 0
  GROUP BY customer_id`;

const offered = (
  name: string,
  type: Attribute['type'],
  expression: string,
  missing: string,
  [fr, en]: [string, string],
  [meaningFr, meaningEn]: [string, string],
): Attribute => ({
  name,
  type,
  expression,
  missing,
  label: { fr, en },
  meaning: { fr: meaningFr, en: meaningEn },
});

/** What our own messages did to each customer: for segments, pressure and content. */
export const messageAttributes: AttributeSource = {
  name: 'messages',
  module: 'interact/campaigns',
  query,
  attributes: [
    offered(
      'messagesReceived30Days',
      'number',
      'received',
      '0',
      ['Messages reçus, 30 jours', 'Messages received, 30 days'],
      [
        'Messages remis au serveur de messagerie depuis 30 jours.',
        'Messages handed to the mail server in the last 30 days.',
      ],
    ),
    offered(
      'lastMessageAt',
      'date',
      'last_message_at',
      'NULL',
      ['Dernier message', 'Last message'],
      ['Date du dernier message envoyé.', 'Date of the last message sent.'],
    ),
    offered(
      'opened30Days',
      'number',
      'opened',
      '0',
      ['Messages ouverts, 30 jours', 'Messages opened, 30 days'],
      [
        'Messages ouverts depuis 30 jours, ouvertures de machines exclues.',
        'Messages opened in the last 30 days, machine openings left out.',
      ],
    ),
    offered(
      'clicked30Days',
      'number',
      'clicked',
      '0',
      ['Messages cliqués, 30 jours', 'Messages clicked, 30 days'],
      [
        'Messages dont un lien a été suivi depuis 30 jours.',
        'Messages a link of which was followed in the last 30 days.',
      ],
    ),
    offered(
      'lastClickAt',
      'date',
      'last_click_at',
      'NULL',
      ['Dernier clic', 'Last click'],
      ['Date du dernier lien suivi dans un message.', 'Date a link in a message was last followed.'],
    ),
    offered(
      'unsubscribed',
      'boolean',
      'has_unsubscribed',
      '0',
      ['Désinscrit', 'Unsubscribed'],
      ['S’est désinscrit depuis un message.', 'Unsubscribed from a message.'],
    ),
  ],
};
