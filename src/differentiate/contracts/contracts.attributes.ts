import { type AttributeSource, words } from '#platform/module';
import { centsOf } from '#platform/warehouse';

/** The contract of each customer that ends next, as of the newest complete snapshot; days are counted from now. */
export const contractsAttributes: AttributeSource = {
  name: 'contracts',
  module: 'differentiate/contracts',
  query: `
    SELECT customer_id, minIf(c.ends_at, c.state = 'on') AS next_end, countIf(c.state = 'on') AS running, maxIf(c.renewals, c.state = 'on') AS renewals,
           argMinIf(c.renew, c.ends_at, c.state = 'on') AS renew, sumIf(c.residual, c.state = 'on') AS residual
    FROM customer_contracts AS c WHERE c.snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots) GROUP BY customer_id`,
  attributes: [
    {
      name: 'contractEndsAt',
      type: 'date',
      label: words('Fin de contrat', 'End of contract'),
      meaning: words(
        'Fin du premier contrat en cours à échoir',
        'End of the first running contract to expire',
      ),
      expression: 'if(running = 0, NULL, next_end)',
      missing: 'NULL',
    },
    {
      name: 'contractEndsInDays',
      type: 'number',
      label: words('Fin de contrat dans (jours)', 'Contract ends in (days)'),
      meaning: words(
        'Jours d’ici la fin du premier contrat en cours ; sous 0 pendant le délai de grâce',
        'Days until the first running contract ends; below 0 within the days of grace',
      ),
      unit: 'days',
      expression: "if(running = 0, NULL, dateDiff('day', {now:DateTime64(3)}, next_end))",
      missing: 'NULL',
    },
    {
      name: 'contractRenewals',
      type: 'number',
      label: words('Renouvellements', 'Renewals'),
      meaning: words(
        'Nombre de fois qu’un contrat en cours a été renouvelé',
        'How often a running contract was renewed',
      ),
      expression: 'if(running = 0, NULL, renewals)',
      missing: 'NULL',
    },
    {
      name: 'renewalProbability',
      type: 'number',
      label: words('Probabilité de renouvellement', 'Probability of renewal'),
      meaning: words(
        'De 0 à 1, à la prochaine échéance, d’après les contrats du même âge',
        'From 0 to 1, at the next end, by contracts of the same age',
      ),
      expression: 'renew',
      missing: 'NULL',
    },
    {
      name: 'contractResidualSales',
      type: 'money',
      label: words('Ventes restantes du contrat', 'Sales still to come of the contract'),
      meaning: words(
        'Montant d’une échéance × échéances encore attendues après celle en cours, actualisées',
        'Amount of a term × terms still expected after the one that runs, discounted',
      ),
      expression: centsOf('residual', 6),
      missing: 'NULL',
    },
  ],
};
