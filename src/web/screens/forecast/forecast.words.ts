import { words } from '../../data/words.ts';

export const forecastWords = words({
  fr: {
    title: 'À venir',
    sentence: 'Ce que les clients achèteront probablement, et jusqu’où s’y fier.',
    scope: 'Prévu au {{date}} à {{days}} j · {{currency}} · modèle {{model}} ajusté le {{fitted}}',
    change: 'Changer et réajuster',
    none: 'Rien n’est encore prévu',
    noneHint: 'Importez des ventes : la prévision suit le premier calcul de la valeur.',
    unknown: 'inconnu',
    range: 'de {{low}} à {{high}}',
    alive: 'Encore clients',
    aliveMeans:
      'Somme des probabilités d’être encore client : combien reviendront un jour, sans dire lesquels.',
    ofBuyers: 'acheteurs : {{shown}}',
    purchases: 'Achats attendus',
    purchasesMeans:
      'Jours d’achat attendus à {{days}} j. L’intervalle réunit l’erreur d’estimation (95 %) et l’écart constaté sur la période témoin.',
    sales: 'Ventes à venir',
    salesMeans: 'Achats attendus à {{days}} j × montant attendu de chacun, actualisés.',
    margin: 'Marge à venir',
    marginMeans: 'Ventes à venir × part de marge des clients dont les coûts sont connus.',
    marginUnknown:
      'Aucun coût de marchandise n’est connu : importez-les, ou donnez une part de marge dans « Changer ».',
    season: 'La saison',
    seasons: {
      choose: 'Si elle prévoit mieux la période témoin',
      none: 'Sans saison',
      monthly: 'Toujours, mois par mois',
      known: 'Celle que je donne',
    },
    seasonTitle: 'Le mois le plus fort : {{busiest}} ({{more}}) ; le plus faible : {{quietest}} ({{less}})',
    seasonSub:
      'Achats par jour ouvert, en part d’un mois moyen, à clients égaux ; la prévision avance à ce rythme',
    seasonSubGiven:
      'Poids des mois tels que donnés, en part d’un mois moyen ; la prévision avance à ce rythme',
    seasonIndex: 'Poids de chaque mois',
    seasonIndexHint:
      'Combien on achète un jour ouvert de ce mois, dans l’unité de votre choix : indice de la profession, moyenne de vos années passées.',
    month: 'Mois',
    monthWeight: 'Part d’un mois moyen',
    withSeason: '{{model}}, saison',
    cautions: 'À savoir',
    notes: {
      'season-not-seen':
        'Certains mois de l’année n’ont jamais été vus : leur saison est prise entre celle des mois voisins.',
      'few-repeaters': 'Peu de clients sont revenus : les paramètres ne reposent que sur eux.',
      'contract-like':
        'Les achats reviennent à pas réguliers, comme un abonnement : un modèle de contrat conviendrait mieux.',
      'at-an-edge':
        'Un paramètre est allé au bord de ce qui est cherché : les clients diffèrent moins (ou plus) que le modèle ne le suppose ; la prévision tient mieux que ses paramètres.',
      'flat-likelihood': 'Les données disent à peine un des paramètres : la prévision tient mieux que lui.',
      'amount-follows-frequency':
        'Le montant d’un achat suit sa fréquence, quand le modèle les suppose indépendants : la valeur par client est biaisée.',
      'no-mean-amount':
        'Les montants diffèrent trop entre clients : la moyenne constatée vaut pour les nouveaux.',
      'not-judged': 'La prévision n’a pas pu être jugée : la période témoin ne suffit pas.',
      'amounts-shrunk':
        'Aucun modèle de montants ne tient (ils varient à peine) : la moyenne de chaque client est prise, ramenée vers celle de tous.',
      'no-amounts': 'Les montants ne peuvent pas être prévus : l’argent à venir reste inconnu.',
      'no-better-than-before': 'Sur la période témoin, « comme avant » fait mieux que tous les modèles.',
      'future-lines': 'Des lignes datées d’après ce calcul ont été mises de côté.',
      'worthless-lines':
        'Des lignes sont vendues pour rien ou moins : un jour qui ne vaut rien n’est pas un achat.',
    },
    holdOut: 'Prévu et constaté',
    holdOutHint: 'Les modèles n’ont vu que ce qui précède le {{date}} ; la suite ({{days}} j) les juge.',
    happened: 'constaté',
    forecast: 'prévu',
    calibrationTitle: 'Sur la période témoin, le total prévu s’écarte de {{miss}} du constaté',
    calibrationSub:
      'Achats moyens par client, par dixième de clients du plus au moins prometteur (barres : constaté, ligne : prévu)',
    tenth: 'Dixième',
    customers: 'Clients',
    modelsCaption: 'Les modèles, le meilleur d’abord',
    model: 'Modèle',
    error: 'Erreur (déviance)',
    chosen: 'retenu',
    samePace: 'Comme avant',
    aliveTitle: 'Probabilité d’être encore client',
    aliveHint:
      'D’après le rythme des achats de chacun et le temps passé depuis le dernier. Cliquez un nombre pour voir ses clients.',
    probability: 'Probabilité',
    fits: 'Ajustements',
    fitsHint:
      'Chaque ajustement est gardé. L’écart et l’erreur sont ceux de sa période témoin : le plus petit est le meilleur.',
    fitOf: 'Ajusté le',
    missed: 'Écart',
    amount: 'Achat moyen',
    parameters: 'Paramètres',
    fittedOn: '{{shown}} de {{of}}',
    chooseBest: 'Le meilleur sur la période témoin',
    horizon: 'Horizon, en jours',
    discount: 'Actualisation par an, en %',
    marginShare: 'Part de marge, en %',
    marginShareHint: 'Vide : celle des clients dont les coûts sont connus.',
    refit: 'Réajuster et prévoir',
  },
  en: {
    title: 'To come',
    sentence: 'What customers will probably buy, and how far to trust it.',
    scope:
      'Forecast as of {{date}}, {{days}}-day horizon · {{currency}} · model {{model}} fitted on {{fitted}}',
    change: 'Change and fit again',
    none: 'Nothing is forecast yet',
    noneHint: 'Import sales: the forecast follows the first computation of value.',
    unknown: 'unknown',
    range: 'from {{low}} to {{high}}',
    alive: 'Still customers',
    aliveMeans:
      'Sum of the probabilities of still being a customer: how many will come back, without saying who.',
    ofBuyers: 'buyers: {{shown}}',
    purchases: 'Purchases expected',
    purchasesMeans:
      'Purchase days expected over the {{days}}-day horizon. The interval joins the error of the estimates (95%) and the miss on the hold-out.',
    sales: 'Sales to come',
    salesMeans: 'Purchases expected over the {{days}}-day horizon × the amount expected of each, discounted.',
    margin: 'Margin to come',
    marginMeans: 'Sales to come × the share of margin of customers whose costs are known.',
    marginUnknown: 'No cost of goods is known: import them, or give a share of margin under “Change”.',
    season: 'The season',
    seasons: {
      choose: 'If it foretells the hold-out better',
      none: 'No season',
      monthly: 'Always, month by month',
      known: 'The one I give',
    },
    seasonTitle: 'The busiest month: {{busiest}} ({{more}}); the quietest: {{quietest}} ({{less}})',
    seasonSub:
      'Purchases an open day, as a share of a mean month, for the same customers; the forecast runs at this pace',
    seasonSubGiven:
      'Weights of the months as given, as a share of a mean month; the forecast runs at this pace',
    seasonIndex: 'Weight of each month',
    seasonIndexHint:
      'How much is bought on an open day of the month, in any unit: an index of the trade, or the mean of your past years.',
    month: 'Month',
    monthWeight: 'Share of a mean month',
    withSeason: '{{model}}, season',
    cautions: 'Worth knowing',
    notes: {
      'season-not-seen':
        'Some months of the year were never seen: their season is taken as between that of their neighbours.',
      'few-repeaters': 'Few customers came back: the parameters lean on them alone.',
      'contract-like':
        'Purchases come at a steady pace, as of a subscription: a contract model would fit better.',
      'at-an-edge':
        'A parameter ran to the edge of what is searched: customers differ less (or more) than the model assumes; the forecast holds better than its parameters.',
      'flat-likelihood': 'The data hardly tell one of the parameters: the forecast holds better than it.',
      'amount-follows-frequency':
        'The amount of a purchase follows its frequency where the model takes them as independent: value per customer is biased.',
      'no-mean-amount': 'Amounts differ too much between customers: the observed mean stands for new ones.',
      'not-judged': 'The forecast could not be judged: the hold-out does not suffice.',
      'amounts-shrunk':
        'No model of amounts holds (they hardly vary): each customer’s own mean is taken, drawn to that of all.',
      'no-amounts': 'Amounts cannot be forecast: money to come stays unknown.',
      'no-better-than-before': 'On the hold-out, “as before” did better than every model.',
      'future-lines': 'Lines dated after this computation were set aside.',
      'worthless-lines': 'Some lines were sold for nothing or less: a day worth nothing is no purchase.',
    },
    holdOut: 'Forecast and happened',
    holdOutHint: 'The models saw only what came before {{date}}; what came after ({{days}} d) judges them.',
    happened: 'happened',
    forecast: 'forecast',
    calibrationTitle: 'On the hold-out, the forecast total is {{miss}} off what happened',
    calibrationSub:
      'Mean purchases a customer, by tenth of customers from the most promising down (bars: happened, line: forecast)',
    tenth: 'Tenth',
    customers: 'Customers',
    modelsCaption: 'The models, the best first',
    model: 'Model',
    error: 'Error (deviance)',
    chosen: 'chosen',
    samePace: 'As before',
    aliveTitle: 'Probability of still being a customer',
    aliveHint:
      'By the pace of each one’s purchases and the time since the last. Click a number to see its customers.',
    probability: 'Probability',
    fits: 'Fits',
    fitsHint:
      'Every fit is kept. The miss and the error are those of its own held-out period: the smallest is best.',
    fitOf: 'Fitted on',
    missed: 'Miss',
    amount: 'Mean purchase',
    parameters: 'Parameters',
    fittedOn: '{{shown}} of {{of}}',
    chooseBest: 'The best on the hold-out',
    horizon: 'Horizon, in days',
    discount: 'Discount a year, in %',
    marginShare: 'Share of margin, in %',
    marginShareHint: 'Empty: that of customers whose costs are known.',
    refit: 'Fit and forecast again',
  },
});
