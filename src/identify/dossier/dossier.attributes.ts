import type { AttributeSource } from '#platform/module';

/** What the dossier offers to the registry: tags, so that segments are made of them. */
export const dossierAttributes: AttributeSource = {
  name: 'tags',
  module: 'identify/dossier',
  query: `
    SELECT customer_id, arraySort(groupUniqArrayArray(tags)) AS tags FROM (
      SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, tags FROM person_tags FINAL
    ) GROUP BY customer_id`,
  attributes: [
    {
      name: 'tags',
      type: 'list',
      label: { fr: 'Étiquettes', en: 'Tags' },
      meaning: {
        fr: 'Étiquettes posées à la main sur le client, en minuscules',
        en: 'Tags put on the customer by hand, in lower case',
      },
      expression: 'tags',
      missing: '[]',
    },
  ],
};
