import {
  beta,
  chance,
  gamma,
  integer,
  namedStream,
  normal,
  uniform,
  type RandomStream,
} from '#analytics/random';
import { dayOf } from './calendar.ts';
import { householdOf, type Household } from './household.ts';
import type { Market } from './market.ts';
import { drawGivenName, drawSurname, type Sex } from './names.ts';
import { scramble } from './scramble.ts';
import { pick } from './weighted-list.ts';

/** A person as they truly are. Every field is the truth; sources see it through records. */
export interface Person {
  readonly index: number;
  readonly random: RandomStream;
  readonly household: Household;
  readonly sex: Sex;
  readonly givenName: string;
  readonly surname: string;
  /** Another surname in use, for some married women; else the same. */
  readonly birthSurname: string;
  readonly birthDay: number;
  /** National significant number, nine digits. */
  readonly mobile: string;
  /** The usual address and a second one. */
  readonly emails: readonly [string, string];
  readonly traits: Traits;
  readonly process: PurchaseProcess;
  readonly response: ResponseTraits;
}

interface Traits {
  /** Probability of buying on the web and by phone; the rest is the shop. */
  readonly webShare: number;
  readonly phoneShare: number;
  /** 0 pays full price, 1 looks for promotions. */
  readonly bargain: number;
  /** Lines per order beyond the first are Poisson of mean 1.3 × this; gamma of mean 1. */
  readonly spendLevel: number;
}

/** BG/NBD at the level of one person. */
interface PurchaseProcess {
  readonly ratePerWeek: number;
  readonly dropout: number;
  /** Day of the first purchase, or of registering for a prospect. */
  readonly enteredDay: number;
  readonly prospect: boolean;
}

interface ResponseTraits {
  readonly openProbability: number;
  /** Probability of an extra order once a mail with a 10 % voucher is opened, while the person is a customer. */
  readonly extraProbability: number;
  /** A contact can only put this person off. */
  readonly sleepingDog: boolean;
}

/** Makes a person from the market's seed and their index, 0 to people − 1. O(1); throws RangeError outside. */
export function personAt(market: Market, index: number): Person {
  if (!Number.isInteger(index) || index < 0 || index >= market.people)
    throw new RangeError(`no person ${index}`);
  const random = namedStream(market.personRoot, index);
  const household = householdOf(market, index);
  const identity = namedStream(random, 'identity');
  const { sex, birthDay, bornYear } = drawSexAndBirth(market, identity, household, index - household.index);
  const givenName = drawGivenName(identity, market.names, sex, bornYear);
  const sharesName = index === household.index || chance(identity, 0.8);
  const surname = sharesName ? household.surname : drawSurname(identity, market.names);
  const married = sex === 'woman' && household.size > 1 && chance(identity, 0.15);
  const age = (market.untilDay - birthDay) / 365.25;
  const traits = drawTraits(random, age);
  return {
    index,
    random,
    household,
    sex,
    givenName,
    surname,
    birthSurname: married ? drawSurname(identity, market.names) : surname,
    birthDay,
    mobile: mobileOf(market, index),
    emails: drawEmails(market, identity, index, givenName, surname),
    traits,
    process: drawProcess(market, random, kindOf(age, household)),
    response: drawResponse(market, random, traits),
  };
}

/** Partners are mostly of the other sex and near in age; third and later people are grown-up children or lodgers. */
function drawSexAndBirth(market: Market, random: RandomStream, household: Household, place: number) {
  let sex: Sex = household.headSex;
  let bornYear = household.bornYear;
  if (place === 1) {
    const sameSex = chance(random, 0.04);
    sex = (household.headSex === 'woman') === sameSex ? 'woman' : 'man';
    bornYear += Math.round(normal(random, 0, 3.5));
  } else if (place > 1) {
    sex = chance(random, 0.5) ? 'woman' : 'man';
    bornYear += 27 + Math.round(normal(random, 0, 4));
  }
  const youngest = 1970 + Math.floor(market.untilDay / 365.25) - 19;
  bornYear = Math.min(bornYear, youngest);
  return { sex, bornYear, birthDay: dayOf(bornYear, 1, 1) + integer(random, 0, 364) };
}

function drawTraits(person: RandomStream, age: number): Traits {
  const random = namedStream(person, 'traits');
  const webShare = Math.min(Math.max(0.72 - (age - 25) * 0.009 + normal(random, 0, 0.22), 0.02), 0.96);
  const phoneShare = (1 - webShare) * (age > 62 ? 0.35 : 0.08);
  return { webShare, phoneShare, bargain: beta(random, 1.2, 1.8), spendLevel: gamma(random, 2.5, 2.5) };
}

/** How many of the two marks of people who buy more often: middle age, the Paris region. */
const kindOf = (age: number, { address }: Household): number =>
  Number(age >= 35 && age < 65) + Number(/^(75|77|78|9[1-5])/.test(address.postcode));

function drawProcess(market: Market, person: RandomStream, kind: number): PurchaseProcess {
  const random = namedStream(person, 'process');
  const { rateShape, rateRate, rateByKind, dropoutA, dropoutB, prospectShare } = market.parameters;
  const ratePerWeek = gamma(random, rateShape, rateRate) * Math.exp(kind * rateByKind);
  const dropout = beta(random, dropoutA, dropoutB);
  const days = market.untilDay - market.fromDay;
  // Recruitment slows down: half of the people come in the first 40 % of the time.
  const enteredDay = market.fromDay + Math.floor(days * uniform(random) ** 1.33);
  return { ratePerWeek, dropout, enteredDay, prospect: chance(random, prospectShare) };
}

function drawResponse(market: Market, person: RandomStream, traits: Traits): ResponseTraits {
  const random = namedStream(person, 'response');
  const { openA, openB, extraA, extraB, sleepingDogShare } = market.parameters.response;
  const openProbability = beta(random, openA, openB);
  const appetite = beta(random, extraA, extraB) * (0.6 + 0.8 * traits.webShare) * (0.6 + traits.bargain);
  const sleepingDog = chance(random, sleepingDogShare * (1 - traits.bargain));
  return { openProbability, extraProbability: sleepingDog ? 0 : Math.min(appetite, 0.95), sleepingDog };
}

/** Nine digits from 6 1… 6 2… and 7 5… to 7 8…, one number a person. */
function mobileOf(market: Market, index: number): string {
  const number = scramble(market.mobiles, index);
  return number < 20_000_000 ? String(610_000_000 + number) : String(750_000_000 + number - 20_000_000);
}

const LOCAL_PARTS: ReadonlyArray<(given: string, family: string) => string> = [
  (given, family) => `${given}.${family}`,
  (given, family) => `${given.charAt(0)}${family}`,
  (given, family) => `${given.charAt(0)}.${family}`,
  (given, family) => `${given}${family.charAt(0)}`,
  (given, family) => `${family}.${given}`,
  (given, family) => `${given}_${family}`,
  (given) => given,
];

/** Two addresses that end in a number only this person has, so that no two people share one by chance. */
function drawEmails(
  market: Market,
  random: RandomStream,
  index: number,
  given: string,
  family: string,
): [string, string] {
  const number = scramble(market.mailNumbers, index);
  const address = (): string => {
    const local = LOCAL_PARTS[integer(random, 0, LOCAL_PARTS.length - 1)] ?? LOCAL_PARTS[0];
    const { name, ending } = pick(random, market.mailProviders);
    return `${local?.(asciiName(given), asciiName(family))}${number}@${name}.${market.reservedMail ? 'example' : ending}`;
  };
  return [address(), address()];
}

function asciiName(text: string): string {
  if (/^[A-Za-z]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z-]/g, '')
    .toLowerCase();
}
