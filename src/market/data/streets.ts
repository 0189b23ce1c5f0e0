/** Kinds of street with relative frequency, and how clerks shorten them. */
export const STREET_TYPES: ReadonlyArray<{ name: string; short: string; weight: number }> = [
  { name: 'rue', short: 'R', weight: 62 },
  { name: 'avenue', short: 'AV', weight: 11 },
  { name: 'chemin', short: 'CHE', weight: 6 },
  { name: 'boulevard', short: 'BD', weight: 5 },
  { name: 'impasse', short: 'IMP', weight: 5 },
  { name: 'allée', short: 'ALL', weight: 5 },
  { name: 'place', short: 'PL', weight: 3 },
  { name: 'route', short: 'RTE', weight: 6 },
  { name: 'quai', short: 'QU', weight: 1 },
  { name: 'square', short: 'SQ', weight: 1 },
  { name: 'résidence', short: 'RES', weight: 2 },
];

/** Common street names of France. */
export const STREET_NAMES = `de l'Église,de la République,Victor Hugo,du Moulin,Pasteur,du Château,des Écoles,de la Mairie,
Jean Jaurès,de la Gare,Jules Ferry,des Lilas,Gambetta,Émile Zola,de la Fontaine,des Jardins,du Stade,du 8 Mai 1945,
du 11 Novembre 1918,du Général de Gaulle,du Général Leclerc,du Maréchal Foch,Georges Clemenceau,Jean Moulin,Pierre Curie,
Marie Curie,Albert Camus,Paul Éluard,Louis Aragon,Anatole France,Voltaire,Molière,Racine,Jean-Baptiste Clément,Berthelot,
Lamartine,Claude Monet,Auguste Renoir,Hector Berlioz,Maurice Ravel,Claude Debussy,Antoine de Saint-Exupéry,Jean Mermoz,
des Acacias,des Tilleuls,des Cerisiers,des Peupliers,des Rosiers,des Bleuets,des Marronniers,des Platanes,des Genêts,
des Vignes,des Prés,des Champs,du Lavoir,du Puits,du Four,de la Croix,du Calvaire,de la Chapelle,du Presbytère,
du Cimetière,de la Poste,du Marché,de la Paix,de la Liberté,de Verdun,d'Alsace,de Lorraine,de Bretagne,de Normandie,
de Provence,de Paris,de Lyon,de Bordeaux,de Strasbourg,Nationale,Principale,Haute,Basse,Neuve,Saint-Jean,Saint-Pierre,
Saint-Martin,Notre-Dame,Sainte-Anne,des Carmes,des Capucins,de l'Abbaye,du Vieux Pont,du Port,de la Plage,des Mouettes,
de la Forêt,du Bois,de Bel-Air,de Beauregard,de la Colline,du Soleil Levant,de la Libération,de la Résistance,
Henri Barbusse,Louis Pasteur,Ambroise Croizat,Salvador Allende,Nelson Mandela,Simone Veil,Lucie Aubrac,Aristide Briand,
Roger Salengro,Léon Blum,Marcel Pagnol,Frédéric Mistral,Alphonse Daudet,George Sand,Colette,Jacques Prévert`;

/** Second address lines: flats, stairs, buildings. `#` becomes a number, `@` a letter. */
export const COMPLEMENTS = `Appt #,Appartement #,Bât @,Bâtiment @,Esc @,Résidence les Pins,Étage #,Bât @ appt #,Chez M. Petit,Lieu-dit le Bourg`;
