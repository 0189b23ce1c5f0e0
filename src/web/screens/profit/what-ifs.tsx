import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { WhatIfEditor } from './costs-editor.tsx';
import { useAdoptWhatIf, useCopyCosts, useCosts, useDropWhatIf, useWhatIf } from './profit.data.ts';
import classes from './profit.module.css';
import { WhatIfComparison } from './what-if-comparison.tsx';

/** Copies of the costs to try changes on: changed, compared with what is in force, adopted or dropped. */
export function WhatIfs() {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const may = useMay();
  const costs = useCosts();
  const copy = useCopyCosts();
  const copies = (costs.data?.items ?? []).filter((one) => one.kind === 'what-if');
  const actual = costs.data?.items.find((one) => one.kind === 'actual');
  const name = t('whatIf.named', { date: format.dateTime(new Date().toISOString()) });
  return (
    <Section
      title={t('whatIf.title')}
      aside={
        may('value:write') ? (
          <Button
            variant="default"
            size="xs"
            loading={copy.isPending}
            leftSection={<IconCopy size={16} stroke={1.6} />}
            onClick={() => copy.mutate({ name })}
          >
            {t('whatIf.copy')}
          </Button>
        ) : undefined
      }
    >
      <p className="soft small">{t('whatIf.hint')}</p>
      {copy.error ? <ProblemNote thrown={copy.error} /> : null}
      {copies.map((one) => (
        <OneCopy key={one.costModelId} view={one} version={actual?.version ?? 0} />
      ))}
    </Section>
  );
}

type View = NonNullable<ReturnType<typeof useCosts>['data']>['items'][number];

function OneCopy({ view, version }: { view: View; version: number }) {
  const { t } = useTranslation('profit');
  const may = useMay();
  const id = view.costModelId ?? 0;
  const [isOpen, setOpen] = useState(false);
  const compared = useWhatIf(id, view.version);
  const adopt = useAdoptWhatIf(id);
  const drop = useDropWhatIf(id);
  const error = compared.error ?? adopt.error ?? drop.error;
  return (
    <article className={classes.copy}>
      <h3 className={classes.subtitle}>{view.name}</h3>
      {error ? <ProblemNote thrown={error} /> : null}
      {compared.data ? <WhatIfComparison whatIf={compared.data} /> : null}
      {may('value:write') ? (
        <div className={form.buttons}>
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t('whatIf.change')}
          </Button>
          <Button size="xs" loading={adopt.isPending} onClick={() => adopt.mutate({ version })}>
            {t('save')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            loading={drop.isPending}
            onClick={() => drop.mutate()}
          >
            {t('whatIf.drop')}
          </Button>
        </div>
      ) : null}
      <SideDrawer title={view.name} opened={isOpen} onClose={() => setOpen(false)} size={680}>
        <WhatIfEditor view={view} onSaved={() => setOpen(false)} />
      </SideDrawer>
    </article>
  );
}
