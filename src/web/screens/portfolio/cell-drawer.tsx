import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Condition } from '#differentiate/attributes/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CustomerRows } from './customer-rows.tsx';
import { type CellChoice, useCellCustomers } from './portfolio.data.ts';

/** A cell of an older date, as it was clicked. */
export type OpenedCell = { title: string; condition: Condition; choice: CellChoice };

/** Who was in a cell at an older date; a segment of its rule is offered as what it is: those who answer to it now. */
export function CellDrawer(props: { cell: OpenedCell | undefined; onClose: () => void }) {
  const { cell, onClose } = props;
  return (
    <SideDrawer title={cell?.title ?? ''} opened={cell !== undefined} onClose={onClose} size={640}>
      {cell ? <CellCustomersList cell={cell} /> : null}
    </SideDrawer>
  );
}

function CellCustomersList({ cell }: { cell: OpenedCell }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const found = useCellCustomers(cell.choice);
  const [first] = found.data?.pages ?? [];
  const money = (amount: string | number | null) =>
    amount === null ? '–' : format.money(amount, first?.currency ?? '', { cents: false });
  return (
    <>
      {first ? (
        <p className="soft small">
          {t('cellThen', { date: format.dateTime(first.asOf) })}{' '}
          <Link to="/segments/new" search={{ condition: cell.condition, name: cell.title }} className="link">
            {t('cellNow')}
          </Link>
        </p>
      ) : null}
      {found.error ? <ProblemNote thrown={found.error} again={() => void found.refetch()} /> : null}
      <CustomerRows
        title={cell.title}
        heads={[t('salesThen'), t('toComeThen')]}
        rows={(found.data?.pages ?? [])
          .flatMap((page) => page.items)
          .map((one) => ({ ...one, amounts: [money(one.netSales), money(one.futureSales)] }))}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loading={found.isFetchingNextPage}
      />
    </>
  );
}
