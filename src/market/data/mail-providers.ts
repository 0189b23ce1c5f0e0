/**
 * Mail providers of France with relative frequency and the ways people misspell them. Without the ending: the market adds
 * `.example` (reserved, never delivered) unless it is told to use the real ones.
 */
export const MAIL_PROVIDERS: ReadonlyArray<{ name: string; ending: string; weight: number; slips: string }> =
  [
    { name: 'gmail', ending: 'com', weight: 42, slips: 'gmial,gmai,gamil,gmaill' },
    { name: 'orange', ending: 'fr', weight: 12, slips: 'orage,ornage' },
    { name: 'hotmail', ending: 'fr', weight: 9, slips: 'hotmial,homail,hotmal' },
    { name: 'hotmail', ending: 'com', weight: 7, slips: 'hotmial,hormail' },
    { name: 'yahoo', ending: 'fr', weight: 7, slips: 'yaho,yahooo' },
    { name: 'free', ending: 'fr', weight: 6, slips: 'freee,fre' },
    { name: 'wanadoo', ending: 'fr', weight: 4, slips: 'wanado,wandoo' },
    { name: 'laposte', ending: 'net', weight: 4, slips: 'lapost,lapote' },
    { name: 'sfr', ending: 'fr', weight: 3, slips: 'srf' },
    { name: 'outlook', ending: 'fr', weight: 3, slips: 'outlok,oulook' },
    { name: 'icloud', ending: 'com', weight: 3, slips: 'icoud,iclod' },
  ];
