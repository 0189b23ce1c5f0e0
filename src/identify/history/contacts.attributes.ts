import { type AttributeSource, words } from '#platform/module';
import { customerOf } from './customer-of.ts';

/** Contacts with a customer, ours and those that files tell of. Contacts later than `now` do not exist yet. */
export const contactsAttributes: AttributeSource = {
  name: 'contacts',
  module: 'identify/history',
  query: `
    SELECT ${customerOf} AS customer_id, max(occurred_at) AS last_contact_at FROM contacts
    WHERE person_id != 0 AND kind = 'sent' AND occurred_at <= {now:DateTime64(3)}
    GROUP BY customer_id`,
  attributes: [
    {
      name: 'lastContactAt',
      type: 'date',
      label: words('Dernier contact', 'Last contact'),
      meaning: words(
        'Date du dernier contact fait, par quelque canal que ce soit, ici ou ailleurs',
        'Date of the last contact made, by any channel, here or elsewhere',
      ),
      expression: 'last_contact_at',
      missing: 'NULL',
    },
  ],
};
