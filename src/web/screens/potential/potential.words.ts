import { words } from '../../data/words.ts';

export const potentialWords = words({
  fr: {
    title: 'Potentiel',
    sentence:
      'Ce que les clients pourraient dépenser chez nous en un an, qui le dit, et avec quelle certitude.',
    scope: 'Relevé du {{date}} · tous les clients connus · 12 mois · {{currency}}',
    none: 'Le potentiel n’a pas encore été calculé',
    noneHint: 'Importez des ventes : il apparaîtra après le premier calcul de la valeur.',
    change: 'Régler',
    unknown: 'inconnu',
    people_one: '{{shown}} client',
    people_many: '{{shown}} clients',
    people_other: '{{shown}} clients',
    roomOf: 'jusqu’à {{room}} de plus par an',
    means: {
      declared:
        'Dépenses des douze mois d’avant la déclaration ÷ part de client déclarée. C’est un plafond, non une prévision.',
      'look-alikes':
        'Ce que dépense au moins le quart supérieur de ceux qui se ressemblent. C’est un plafond, non une prévision.',
      nobody: 'Ni part déclarée, ni assez de clients qui se ressemblent.',
    },
    likeness: 'La ressemblance dit-elle quelque chose ?',
    told: 'Oui : par {{traits}}. Sur des clients qu’on ne lui a pas montrés, elle se trompe de {{gain}} de moins qu’un même chiffre pour tous (entre {{low}} et {{high}}, à 95 %).',
    notTold:
      'Non : ceux qui se ressemblent ne dépensent pas plus semblablement que les autres. Le même chiffre, celui de toute la base, vaut donc pour tous.',
    tooFew: 'Trop peu de clients pour le dire. {{message}}',
    judged:
      'Clients qui ont acheté cette année et avant : {{of}}, jugés : {{shown}}. Dépensent autant que dit ou moins : {{covered}}, pour {{share}} attendus.',
    ranked: 'Corrélation des rangs avec la dépense : {{value}}.',
    groups: 'Groupes de clients qui se ressemblent',
    groupsHint:
      'Les groupes trop petits parlent par celui d’au-dessus. L’intervalle, à 95 %, est celui du quart supérieur, non d’un client.',
    group: 'Groupe',
    possible: 'Ventes possibles',
    interval: 'À 95 %',
    range: 'de {{low}} à {{high}}',
    learntFrom: 'Appris de',
    customers: 'Clients',
    room: 'Reste à gagner',
    everybody: 'Toute la base',
    fields: 'Champs des fichiers',
    fieldsHint:
      'En plus de l’âge, du lieu, du foyer et du canal d’entrée. N’ajoutez que ce que le client ne choisit pas en achetant.',
    noFields: 'Aucun champ de 2 à 60 valeurs',
    fieldOf: '{{name}} · rempli pour {{shown}}',
    share: 'Part qui dépense moins (%)',
    shareHint: '75 : le quart supérieur parle.',
    cellMinimum: 'Clients au moins par groupe',
    freshDays: 'Une part déclarée vaut (jours)',
    recompute: 'Enregistrer et recalculer',
    client: {
      declared:
        'Part de client déclarée : {{share}} ({{date}}), pour {{spend}} d’achats ; {{range}} en tout, la part étant arrondie.',
      undated: 'non datée',
      alike_one:
        'Le quart supérieur de {{shown}} client qui lui ressemble dépense au moins {{amount}} ({{range}}).',
      alike_many:
        'Le quart supérieur des {{shown}} clients qui lui ressemblent dépense au moins {{amount}} ({{range}}).',
      alike_other:
        'Le quart supérieur des {{shown}} clients qui lui ressemblent dépense au moins {{amount}} ({{range}}).',
      nobody: 'Trop peu de clients qui lui ressemblent, et aucune part de client déclarée.',
    },
  },
  en: {
    title: 'Potential',
    sentence: 'What customers could spend with us in a year, who says so, and how sure it is.',
    scope: 'As of {{date}} · all known customers · 12 months · {{currency}}',
    none: 'Potential has not been computed yet',
    noneHint: 'Import sales: it appears after the first computation of value.',
    change: 'Adjust',
    unknown: 'unknown',
    people_one: '{{shown}} customer',
    people_many: '{{shown}} customers',
    people_other: '{{shown}} customers',
    roomOf: 'up to {{room}} more a year',
    means: {
      declared:
        'Spending of the twelve months before it was said ÷ declared share of wallet. A ceiling, not a forecast.',
      'look-alikes': 'What the upper quarter of those alike spend at least. A ceiling, not a forecast.',
      nobody: 'Neither a declared share nor enough customers alike.',
    },
    likeness: 'Does likeness tell anything?',
    told: 'Yes: by {{traits}}. On customers it was not shown, its error is smaller than that of one figure for all, by {{gain}} (between {{low}} and {{high}}, at 95%).',
    notTold:
      'No: those alike spend no more alike than others. One figure, that of the whole base, therefore goes for all.',
    tooFew: 'Too few customers to tell. {{message}}',
    judged:
      'Customers who bought this year and before: {{of}}, judged: {{shown}}. Share who spend as much as told or less: {{covered}}, for {{share}} expected.',
    ranked: 'Rank correlation with spending: {{value}}.',
    groups: 'Groups of customers alike',
    groupsHint:
      'Groups too small speak through the one above. The interval, at 95%, is that of the upper quarter, not of a customer.',
    group: 'Group',
    possible: 'Possible sales',
    interval: 'At 95%',
    range: '{{low}} to {{high}}',
    learntFrom: 'Learnt from',
    customers: 'Customers',
    room: 'Room to grow',
    everybody: 'The whole base',
    fields: 'Fields of the files',
    fieldsHint:
      'Beside age, place, household and channel of entry. Add only what the customer does not choose by buying.',
    noFields: 'No field of 2 to 60 values',
    fieldOf: '{{name}} · filled for {{shown}}',
    share: 'Share who spend less (%)',
    shareHint: '75: the upper quarter speaks.',
    cellMinimum: 'Customers in a group, at least',
    freshDays: 'A declared share holds for (days)',
    recompute: 'Save and compute again',
    client: {
      declared:
        'Declared share of wallet: {{share}} ({{date}}), of {{spend}} bought; {{range}} in all, as shares are rounded.',
      undated: 'not dated',
      alike_one: 'The upper quarter of {{shown}} customer alike spends at least {{amount}} ({{range}}).',
      alike_many:
        'The upper quarter of the {{shown}} customers alike spends at least {{amount}} ({{range}}).',
      alike_other:
        'The upper quarter of the {{shown}} customers alike spends at least {{amount}} ({{range}}).',
      nobody: 'Too few customers alike, and no declared share of wallet.',
    },
  },
});
