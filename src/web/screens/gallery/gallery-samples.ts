import type { TimelineEvent } from '../../components/timeline.tsx';

export type Sample = { id: string; name: string; city: string; email: string; net: string };

export const samples: Sample[] = [
  {
    id: '1',
    name: 'Éléonore de La Rochefoucauld-Montbel',
    city: 'Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson',
    email: 'eleonore@example.fr',
    net: '4210.50',
  },
  { id: '2', name: 'Jean-Baptiste Lefèvre', city: 'Lille', email: 'jb.lefevre@example.fr', net: '1290' },
  { id: '3', name: 'Fatima Benali', city: 'Marseille', email: 'f.benali@example.fr', net: '884.30' },
  { id: '4', name: 'Noé Le Goff', city: 'Brest', email: 'noe@example.fr', net: '72.10' },
  { id: '5', name: 'Ngọc Anh Trần', city: 'Paris', email: 'ngoc@example.fr', net: '-12.90' },
];

export const months = [
  'déc.',
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
].map((name, i) => ({
  name,
  net: [310, 120, 130, 142, 151, 160, 171, 140, 98, 150, 176, 240][i] ?? 0,
  people: 15_000 + i * 350,
}));

export const events: TimelineEvent[] = [
  {
    id: '1',
    when: '2026-11-20T17:42:00Z',
    kind: 'order',
    side: 'theirs',
    what: 'Achat de 3 articles',
    through: 'Boutique de Lille',
    effect: '+45,90 €',
  },
  {
    id: '2',
    when: '2026-11-20T08:12:00Z',
    kind: 'contact',
    side: 'theirs',
    what: 'A ouvert « Rentrée des thés »',
    through: 'E-mail',
  },
  {
    id: '3',
    when: '2026-11-20T08:00:00Z',
    kind: 'contact',
    side: 'ours',
    what: 'Envoi de « Rentrée des thés »',
    through: 'E-mail',
  },
  {
    id: '4',
    when: '2026-03-03T10:00:00Z',
    kind: 'consent',
    side: 'theirs',
    what: 'A retiré son accord pour les SMS',
    through: 'Centre d’appels',
  },
];
