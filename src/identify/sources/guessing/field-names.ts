import type { GuessableKind } from '../api.ts';

/**
 * What columns are called, in French and English, by the field they hold; as `plainName` writes them. A name matches when
 * all its words are in the header; one that begins with `=` only when the header is it.
 */
const customer =
  'customer id|customer no|customer key|=customer|=cust id|client id|id client|code client|no client|ref client|reference client|identifiant client|=client|contact id|user id|member id|account id|household key|household id|=household|no carte|carte fidelite|no adherent|loyalty id|=id';
const date = '=date|=date heure|=datetime|=timestamp|=created at|=day';
const sku =
  'code article|ref article|reference article|no article|code produit|reference produit|product id|product code|stock code|item no|item id|=sku|=article|=item|=reference|=produit|=product|=ean';
const currency = 'devise|currency|monnaie';
const country = 'pays|country';

export const fieldNames: Readonly<Record<GuessableKind, Readonly<Record<string, string>>>> = {
  person: {
    key: customer,
    civility: 'civilite|=titre|=title|salutation',
    givenName: 'prenom|first name|given name|forename|=firstname',
    familyName: '=nom|nom famille|nom usage|nom client|last name|family name|surname|=lastname|=name',
    email: 'e mail|email|=mail|adresse mail|courriel|adresse electronique',
    phone: 'telephone|=tel|tel mobile|=mobile|portable|phone|gsm',
    birthDate: 'date naissance|birth date|birthdate|birthday|date birth|=dob|=ne e|=nee|=ne|=naissance',
    street:
      '=adresse|=rue|=voie|=street|=address|=address 1|=adresse 1|address line 1|street address|=adresse postale',
    postcode: 'code postal|=cp|postcode|zip code|=zip|=zipcode|postal code',
    city: '=ville|=commune|=city|=town|=localite|nom ville',
    country,
    cardNumber: 'no carte|carte fidelite|card no|loyalty card|=carte|=card',
    companyName:
      'raison sociale|=societe|nom societe|=entreprise|nom entreprise|=company|company name|=organisation|=organization|=employeur',
    siren: '=siren|no siren|code siren',
    siret: '=siret|no siret|code siret',
    jobTitle: '=fonction|=poste|=role|job title|intitule poste|=profession',
    parentSiren: 'siren maison mere|siren groupe|siren tete|parent siren',
  },
  orderLine: {
    person: customer,
    order:
      'no commande|ref commande|reference commande|id commande|=commande|order id|order no|order key|=order|no ticket|=ticket|ticket id|invoice no|invoice id|=invoice|no facture|=facture|basket id|transaction id|=transaction|receipt id|receipt no|=receipt',
    at: `date commande|order date|=ordered at|invoice date|date achat|purchase date|date vente|sale date|date ticket|date facture|transaction date|transaction timestamp|=sold at|${date}`,
    sku,
    quantity: 'quantite|=qte|quantity|=qty|nombre articles|=units',
    unitPrice: 'prix unitaire|=pu|pu ht|unit price|=price|=prix',
    net: 'montant ht|montant net|total ht|=montant|montant ligne|total ligne|=amount|net amount|net sales|sales value|line total|=total|=net|chiffre affaires|=ca|dollar value|=spend|=montant ttc|=total ttc',
    unitCost: 'prix revient|cout unitaire|unit cost|prix achat|=cout|=cost',
    currency,
    country,
    channel: '=canal|canal vente|=channel|sales channel',
    store: '=magasin|code magasin|nom magasin|point vente|=boutique|=store|store id',
    coupon: 'code avantage|code promo|code reduction|coupon code|promo code|=coupon|=voucher|coupon upc',
  },
  product: {
    sku,
    name: 'libelle|designation|product name|nom produit|nom article|=nom|=name|=title|=description|intitule|product title',
    category: 'categorie|category|famille|rayon|department|product type|commodity',
    brand: 'marque|brand',
    price: 'prix vente|list price|prix public|tarif|=prix|=price',
    cost: 'prix revient|prix achat|cost price|purchase price|=cout|=cost',
    currency,
  },
  consent: {
    person: customer,
    channel: '=canal|=channel',
    purpose: 'finalite|purpose|=objet',
    status: '=statut|=status|consentement|=consent|consent status|opt in|=optin',
    at: `date consentement|consent date|date recueil|=at|${date}`,
    brand: '=marque|=brand',
    from: 'formulaire|=form|=source|origine|collecte|=script',
  },
  contact: {
    person: customer,
    campaign: 'campagne|campaign|=operation|=mailing|code operation',
    at: `=sent at|date envoi|send date|=sent|contact date|date contact|${date}`,
    kind: 'type contact|contact type|=evenement|=event|event type|=action',
    channel: '=canal|=channel',
    step: '=etape|=step|=vague|=wave',
    arm: '=bras|=arm|=variante|=variant|=groupe|=group',
    link: '=lien|=link|=url',
    message: 'message id|id message',
    cost: '=cout|=cost',
  },
  event: {
    person: customer,
    type: 'event type|event name|type evenement|=event|=evenement|=action|=type',
    at: `event date|date evenement|=occurred at|=at|${date}`,
    amount: '=montant|=amount|=valeur|=value',
    currency,
  },
};

/** A header as its plain words: no accents, no capitals, `N°` and `number` as `no`, `customerId` as `customer id`. */
export function plainName(header: string): string {
  return header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\bn\s*[°º]/gi, ' no ')
    .replace(/#/g, ' no ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '' && !idle.has(word))
    .map((word) => (numbers.has(word) ? 'no' : word))
    .join(' ');
}

const idle = new Set(['de', 'du', 'des', 'd', 'l', 'la', 'le', 'les', 'of', 'the', 'un', 'une']);
const numbers = new Set(['num', 'numero', 'number', 'nr', 'nbr']);

type Name = { readonly text: string; readonly words: readonly string[]; readonly exact: boolean };

const parsed = new Map<string, readonly Name[]>();

function namesOf(kind: GuessableKind, field: string): readonly Name[] {
  const key = `${kind}.${field}`;
  let names = parsed.get(key);
  if (names === undefined) {
    const written = (fieldNames[kind][field] ?? '').split('|').filter((name) => name !== '');
    names = written.map((name) => {
      const text = name.replace('=', '');
      return { text, words: text.split(' '), exact: name.startsWith('=') };
    });
    parsed.set(key, names);
  }
  return names;
}

/** How well a header names a field: 1 when it is one of its names, less when it says more, 0 when it is none. */
export function nameScore(kind: GuessableKind, field: string, header: string): number {
  const plain = plainName(header);
  const words = plain.split(' ');
  let best = 0;
  for (const name of namesOf(kind, field)) {
    if (name.text === plain) return 1;
    if (name.exact || !name.words.every((word) => words.includes(word))) continue;
    best = Math.max(best, 0.5 + (0.4 * name.words.length) / words.length);
  }
  return best;
}

/** Whether a text is one of the names columns have. */
export function isKnownName(header: string): boolean {
  const kinds = Object.keys(fieldNames) as GuessableKind[];
  return kinds.some((kind) =>
    Object.keys(fieldNames[kind]).some((field) => nameScore(kind, field, header) >= 0.8),
  );
}
