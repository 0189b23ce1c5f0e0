import { useState } from 'react';
import type { z } from 'zod';
import type { CustomerProfit } from '#differentiate/profit/api';
import { AccountTable } from './account-table.tsx';
import { FactsList } from './facts-list.tsx';
import { useFacts } from './profit.data.ts';
import classes from './profit.module.css';

type FactsProps = { customerId: number; profit: z.infer<typeof CustomerProfit> };
type Line = { id: string; label: string };

/** A person's account; a line opens the facts it is the sum of. */
export function AccountFacts({ customerId, profit }: FactsProps) {
  const [line, setLine] = useState<Line>();
  return (
    <>
      <AccountTable
        account={profit.account}
        currency={profit.currency}
        onLine={(id, label) => setLine({ id, label })}
      />
      {line ? <Facts key={line.id} customerId={customerId} line={line} /> : null}
    </>
  );
}

function Facts({ customerId, line }: { customerId: number; line: Line }) {
  const facts = useFacts(customerId, line.id);
  return (
    <section aria-label={line.label} className={classes.copy}>
      <h3 className={classes.subtitle}>{line.label}</h3>
      <FactsList label={line.label} facts={facts} />
    </section>
  );
}
