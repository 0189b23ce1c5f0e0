import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CustomerRows } from './customer-rows.tsx';
import { type Move, useMoved } from './portfolio.data.ts';

/** Who made a move between two cells, those whose sales changed most first. */
export function MovedCustomersList(props: { move: Move; title: string }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const moved = useMoved(props.move);
  const currency = moved.data?.pages[0]?.currency ?? '';
  const money = (amount: string | null) => (amount === null ? '–' : format.money(amount, currency));
  const amountsOf = (one: { salesBefore: string | null; salesAfter: string | null; salesChange: string }) => [
    ...[money(one.salesBefore), money(one.salesAfter), format.signed(money(one.salesChange))],
  ];
  return (
    <>
      {moved.error ? <ProblemNote thrown={moved.error} again={() => void moved.refetch()} /> : null}
      <CustomerRows
        title={props.title}
        heads={[t('salesBefore'), t('salesAfter'), t('change')]}
        rows={(moved.data?.pages ?? [])
          .flatMap((page) => page.items)
          .map((one) => ({ ...one, amounts: amountsOf(one) }))}
        more={moved.hasNextPage ? () => void moved.fetchNextPage() : undefined}
        loading={moved.isFetchingNextPage}
      />
    </>
  );
}
