/** The tables of facts that have a person and an import, and what an import knows of its lines. */
export const factTables = ['order_lines', 'events', 'contacts', 'known_lines'] as const;

export type FactTable = (typeof factTables)[number];
