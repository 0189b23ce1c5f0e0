import { useTranslation } from 'react-i18next';
import type { Wording } from '#identify/consent/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import form from '../../components/form.module.css';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useFormat } from '../../data/use-format.ts';
import { AddWording } from './add-wording.tsx';
import classes from './privacy.module.css';
import { useWordings } from './privacy.data.ts';

/** Every version of every wording, the latest of each name first: none is ever changed. */
export function Wordings({
  open,
  onOpen,
}: {
  open: string | undefined;
  onOpen: (open: string | undefined) => void;
}) {
  const { t } = useTranslation('privacy');
  const wordings = useWordings();
  const all = wordings.data?.items ?? [];
  const chosen = all.find((one) => String(one.wordingId) === open);
  return (
    <>
      <DataTable
        id="wordings"
        label={t('parts.wordings')}
        columns={useWordingColumns()}
        rows={wordings.data?.items}
        busy={wordings.isFetching}
        thrown={wordings.error ?? undefined}
        again={() => void wordings.refetch()}
        rowId={(row) => String(row.wordingId)}
        rowName={(row) => t('wording.named', { name: row.name, version: row.version })}
        onOpen={(row) => onOpen(String(row.wordingId))}
        openId={open}
        empty={{ title: t('wording.none'), detail: t('wording.noneHint') }}
      />
      <SideDrawer title={t('add.wordings')} opened={open === 'new'} onClose={() => onOpen(undefined)}>
        <AddWording
          names={[...new Set(all.map(({ name }) => name))]}
          onDone={(wordingId) => onOpen(String(wordingId))}
        />
      </SideDrawer>
      <SideDrawer
        title={chosen ? t('wording.named', { name: chosen.name, version: chosen.version }) : ''}
        opened={chosen !== undefined}
        onClose={() => onOpen(undefined)}
      >
        {chosen ? <OneWording wording={chosen} /> : null}
      </SideDrawer>
    </>
  );
}

function OneWording({ wording }: { wording: Wording }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  return (
    <div className={form.form}>
      <blockquote className={classes.wording} lang={wording.language}>
        {wording.content}
      </blockquote>
      <Facts
        rows={[
          [t('wording.language'), t(`wording.languages.${wording.language}`)],
          [t('wording.created'), `${format.dateTime(wording.createdAt)}, ${wording.createdBy}`],
        ]}
      />
      <p className="soft small">{t('wording.keeps')}</p>
    </div>
  );
}

function useWordingColumns(): Column<Wording>[] {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('wording.name'),
      cell: (row) => row.name,
      text: (row) => row.name,
      phone: 'title',
    },
    {
      id: 'version',
      header: t('wording.version'),
      cell: (row) => format.number(row.version),
      text: (row) => String(row.version),
      numeric: true,
      phone: 'end',
    },
    {
      id: 'language',
      header: t('wording.language'),
      cell: (row) => t(`wording.languages.${row.language}`),
      text: (row) => row.language,
    },
    {
      id: 'content',
      header: t('wording.content'),
      cell: (row) => <span className={classes.start}>{row.content}</span>,
      text: (row) => row.content,
      phone: 'detail',
    },
    {
      id: 'created',
      header: t('wording.created'),
      cell: (row) => format.shortDate(row.createdAt),
      text: (row) => row.createdAt,
    },
  ];
}
