import { Button, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../charts/chart.tsx';
import { DotBars } from '../../charts/dot-bars.tsx';
import { Funnel } from '../../charts/funnel.tsx';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Figure, Figures } from '../../components/figure.tsx';
import { Interval } from '../../components/interval.tsx';
import { JobProgress } from '../../components/job-progress.tsx';
import { Page, Section } from '../../components/page.tsx';
import { PersonChip } from '../../components/person-chip.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { Why } from '../../components/why.tsx';
import { ProblemError } from '../../data/problem.ts';
import { useFormat } from '../../data/use-format.ts';
import { events, months, type Sample, samples } from './gallery-samples.ts';

/** Every reused part, with figures made up for the purpose. Development only. */
export function GalleryScreen() {
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const format = useFormat();
  const money = (value: number) => format.signed(format.money(value, 'EUR'));
  return (
    <main>
      <Page
        title="Les parties"
        sentence="Chaque élément réutilisé, avec des chiffres inventés pour le voir."
        scope="Période : 30 derniers jours · Population : clients identifiés"
        action={
          <>
            <Button
              variant="default"
              onClick={() => void i18n.changeLanguage(i18n.language === 'fr' ? 'en' : 'fr')}
            >
              fr / en
            </Button>
            <Button variant="default" onClick={() => setColorScheme('dark')}>
              Sombre
            </Button>
            <Button>Envoyer à {format.number(12_345)} clients</Button>
          </>
        }
      >
        <Figures>
          <Figure
            label="Clients connus"
            value={format.number(18_934)}
            period="au 22 novembre"
            change={{ text: '+2,4 %', direction: 'up', against: 'sur 30 jours' }}
            trend={months.map((month) => month.people)}
            definition="Personnes distinctes après rapprochement des trois sources."
          />
          <Figure
            label="Joignables par e-mail"
            value={format.percent(0.612)}
            period="des clients connus"
            definition="Accord donné, adresse valable, jamais rejetée."
          />
          <Figure
            label="Ventes nettes"
            value={format.money('184203.5', 'EUR', { cents: false })}
            period="30 jours"
            change={{ text: '−1,8 %', direction: 'down' }}
            trend={months.map((month) => month.net)}
            definition="Lignes vendues moins retours."
          />
          <Figure
            label="Effet des campagnes"
            value={money(1.37)}
            unit="par client"
            period="dernière campagne"
            definition="Différence entre traités et témoins."
          />
        </Figures>
        <Section title="Intervalles">
          <p>
            <Interval estimate={2.1} low={0.8} high={3.4} scale={[-2, 4]} write={money} />
          </p>
          <p>
            <Interval estimate={0.4} low={-0.6} high={1.4} scale={[-2, 4]} write={money} />
          </p>
          <DotBars
            label="Marge par client"
            write={money}
            rows={[
              {
                label: 'Contactés',
                estimate: 8.42,
                low: 7.9,
                high: 8.94,
                written: format.money(8.42, 'EUR'),
                strong: true,
              },
              { label: 'Témoins', estimate: 6.9, low: 5.8, high: 8, written: format.money(6.9, 'EUR') },
            ]}
          />
        </Section>
        <Section title="Personnes">
          <PersonChip
            name="Éléonore de La Rochefoucauld-Montbel"
            place="Saint-Rémy-en-Bouzemont"
            rank={4}
            consents={{ email: 'granted', sms: 'refused', phone: 'unknown' }}
            onOpen={() => undefined}
          />{' '}
          <Why
            subject="Écartée de la campagne 12"
            reasons={['Accord e-mail retiré le 3 mars 2026', 'Deux messages déjà reçus cette semaine']}
          />
        </Section>
        <Section title="Tableau">
          <SampleTable />
        </Section>
        <Section title="Graphique">
          <SampleChart />
        </Section>
        <Section title="Entonnoir">
          <Funnel
            label="Audience"
            steps={[
              { label: 'Population', count: 18_934 },
              {
                label: 'Joignables',
                count: 11_587,
                lost: [
                  { reason: 'sans accord', count: 6_120 },
                  { reason: 'adresse rejetée', count: 1_227 },
                ],
              },
              { label: 'Après la garde', count: 10_211, lost: [{ reason: 'pression', count: 1_376 }] },
            ]}
          />
        </Section>
        <Section title="Historique">
          <Timeline events={events} />
        </Section>
        <Section title="Travaux et refus">
          <JobProgress
            now={new Date('2026-11-22T10:01:00Z')}
            job={{
              name: 'Import de caisse-novembre.csv',
              state: 'running',
              done: 120_000,
              total: 541_909,
              startedAt: '2026-11-22T10:00:00Z',
            }}
            onCancel={() => undefined}
          />
          <JobProgress
            job={{
              name: 'Envoi de la campagne 12',
              state: 'failed',
              done: 12,
              total: 100,
              failure: 'Le serveur SMTP a refusé la connexion.',
            }}
          />
          <ProblemNote
            thrown={
              new ProblemError({
                type: '',
                title: '',
                status: 400,
                detail: 'La requête contient une erreur.',
                faults: [{ where: 'body.name', message: 'est vide' }],
              })
            }
            again={() => undefined}
          />
        </Section>
      </Page>
    </main>
  );
}

function SampleTable() {
  const format = useFormat();
  const [q, setQ] = useState('');
  const [sort, setSort] = useState<string | undefined>('-net');
  const [open, setOpen] = useState<string>();
  const columns: Column<Sample>[] = [
    {
      id: 'name',
      header: 'Nom',
      cell: (row) => row.name,
      text: (row) => row.name,
      sortable: true,
      phone: 'title',
    },
    { id: 'city', header: 'Ville', cell: (row) => row.city, text: (row) => row.city, phone: 'detail' },
    { id: 'email', header: 'E-mail', cell: (row) => row.email, text: (row) => row.email, phone: 'detail' },
    {
      id: 'net',
      header: 'Ventes nettes, 12 mois',
      cell: (row) => format.money(row.net, 'EUR'),
      text: (row) => row.net,
      numeric: true,
      sortable: true,
      phone: 'end',
    },
  ];
  const rows = samples.filter((row) => row.name.toLowerCase().includes(q.toLowerCase()));
  return (
    <DataTable
      id="gallery"
      label="Clients d’exemple"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      onOpen={(row) => setOpen(row.id)}
      openId={open}
      busy={false}
      search={{ value: q, onChange: setQ }}
      criteria={q === '' ? 0 : 1}
      sort={sort}
      onSort={setSort}
      bulk={() => <Button size="xs">Créer un segment</Button>}
      paging={{
        from: 1,
        shown: rows.length,
        total: 18_934,
        page: 1,
        onPrevious: undefined,
        onNext: () => undefined,
      }}
      empty={{ title: 'Aucun client encore', detail: 'Importez un premier fichier.' }}
    />
  );
}

function SampleChart() {
  const format = useFormat();
  return (
    <Chart
      name="ventes"
      title="Décembre a vendu deux fois plus que la moyenne"
      subtitle="Ventes nettes, €, 12 mois, clients identifiés"
      source="caisse, boutique en ligne"
      summary="Les ventes montent d’octobre à décembre, puis retombent en janvier."
      option={{
        xAxis: { type: 'category', data: months.map((month) => month.name) },
        yAxis: { type: 'value', axisLabel: { formatter: (value: number) => format.number(value) } },
        series: [{ type: 'bar', data: months.map((month) => month.net), barMaxWidth: 28 }],
      }}
      data={{
        heads: ['Mois', 'Ventes nettes'],
        rows: months.map((month) => [month.name, format.money(month.net, 'EUR')]),
      }}
    />
  );
}
