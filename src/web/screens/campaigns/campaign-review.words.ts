import { words } from '../../data/words.ts';

/** The last look before a campaign leaves. */
export const campaignReviewWords = words({
  fr: {
    volume: 'Messages à envoyer',
    control: 'Témoins',
    cost: 'Coût total',
    costMeans: 'Messages à envoyer fois le coût par message, plus le coût fixe.',
    volumeMeans: 'Clients du public que la garde laisse passer maintenant ; le compte est refait à l’envoi.',
    controlMeans: 'Tirés au sort parmi ceux qui pouvaient recevoir le message.',
    smallest: 'Plus petit effet visible',
    smallestMeans:
      'La différence de taux d’achat que ce nombre de témoins montrerait huit fois sur dix, si {{base}} achètent d’ordinaire pendant la fenêtre.',
    base_one: 'Part qui achète d’ordinaire pendant ce jour',
    base_many: 'Part qui achète d’ordinaire pendant ces {{days}} jours',
    base_other: 'Part qui achète d’ordinaire pendant ces {{days}} jours',
    noControl: 'Sans témoin, l’effet ne pourra pas être mesuré.',
    points: '{{value}} pt',
    proof: 'Envoyer un essai',
    proofHint: 'À vous-même ou à des collègues ; rien n’est compté.',
    proofTo: 'Adresses',
    proofSend: 'Envoyer l’essai',
    proofSent: 'Essai envoyé.',
    launch_one: 'Envoyer à {{shown}} client',
    launch_many: 'Envoyer à {{shown}} clients',
    launch_other: 'Envoyer à {{shown}} clients',
    schedule: 'Programmer pour le {{when}}',
    confirm_one: 'Le message partira vers {{shown}} client. Ce qui est parti ne se rattrape pas.',
    confirm_many: 'Le message partira vers {{shown}} clients. Ce qui est parti ne se rattrape pas.',
    confirm_other: 'Le message partira vers {{shown}} clients. Ce qui est parti ne se rattrape pas.',
    confirmLater_one:
      'Le message partira le {{when}} vers {{shown}} client environ. Vous pourrez annuler d’ici là.',
    confirmLater_many:
      'Le message partira le {{when}} vers {{shown}} clients environ. Vous pourrez annuler d’ici là.',
    confirmLater_other:
      'Le message partira le {{when}} vers {{shown}} clients environ. Vous pourrez annuler d’ici là.',
    notReady: 'À corriger avant l’envoi',
  },
  en: {
    volume: 'Messages to send',
    control: 'Controls',
    cost: 'Total cost',
    costMeans: 'Messages to send times the cost per message, plus the fixed cost.',
    volumeMeans: 'Customers of the audience the gate lets through now; counted again when sending.',
    controlMeans: 'Drawn at random among those who could have got the message.',
    smallest: 'Smallest effect it can show',
    smallestMeans:
      'The difference in purchase rate that this many controls would show eight times out of ten, if {{base}} usually buy during the window.',
    base_one: 'Share that usually buys during this day',
    base_many: 'Share that usually buys during these {{days}} days',
    base_other: 'Share that usually buys during these {{days}} days',
    noControl: 'Without controls, the effect cannot be measured.',
    points: '{{value}} pt',
    proof: 'Send a proof',
    proofHint: 'To yourself or colleagues; nothing is counted.',
    proofTo: 'Addresses',
    proofSend: 'Send the proof',
    proofSent: 'Proof sent.',
    launch_one: 'Send to {{shown}} customer',
    launch_many: 'Send to {{shown}} customers',
    launch_other: 'Send to {{shown}} customers',
    schedule: 'Schedule for {{when}}',
    confirm_one: 'The message leaves to {{shown}} customer. What has left cannot be called back.',
    confirm_many: 'The message leaves to {{shown}} customers. What has left cannot be called back.',
    confirm_other: 'The message leaves to {{shown}} customers. What has left cannot be called back.',
    confirmLater_one:
      'The message leaves on {{when}} to about {{shown}} customer. You can cancel until then.',
    confirmLater_many:
      'The message leaves on {{when}} to about {{shown}} customers. You can cancel until then.',
    confirmLater_other:
      'The message leaves on {{when}} to about {{shown}} customers. You can cancel until then.',
    notReady: 'To mend before sending',
  },
});
