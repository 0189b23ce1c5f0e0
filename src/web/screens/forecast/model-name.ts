const names: Readonly<Record<string, string>> = {
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'pareto-nbd': 'Pareto/NBD',
};

/** A model as its authors write it. */
export const modelName = (model: string): string => names[model] ?? model;
