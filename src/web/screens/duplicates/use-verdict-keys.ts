import { useEffect } from 'react';

export type VerdictKeys = {
  readonly same: () => void;
  readonly different: () => void;
  readonly unsure: () => void;
  readonly undo: () => void;
  readonly next: () => void;
  readonly previous: () => void;
};

const acts: Readonly<Record<string, keyof VerdictKeys>> = {
  ...{ m: 'same', d: 'different', p: 'unsure', z: 'undo' },
  ...{ j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous' },
};

/** Decides by keyboard, except while somebody types or a dialogue is open. */
export function useVerdictKeys(keys: VerdictKeys | undefined): void {
  useEffect(() => {
    if (keys === undefined) return undefined;
    // `g` and then a letter goes to a page: that letter is not ours.
    let lastG = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isElsewhere(event.target)) return;
      if (event.key === 'g') lastG = event.timeStamp;
      const act = event.timeStamp - lastG < 1000 ? undefined : acts[event.key];
      if (act === undefined) return;
      event.preventDefault();
      keys[act]();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [keys]);
}

const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null;
