import type { ImportView } from '#identify/sources/api';
import type { Tone } from '../../components/status.tsx';

/** The mark each state of an import is shown with. */
export const importTones: Record<ImportView['state'], Tone> = {
  waiting: 'waiting',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
  undoing: 'busy',
  undone: 'quiet',
};
