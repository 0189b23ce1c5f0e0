/** The first field of the files, by any of its names in small letters; '' when there is none. */
const field = (names: readonly string[]) =>
  `other[arrayFirst(name -> lowerUTF8(name) IN (${names.map((name) => `'${name}'`).join(', ')}), mapKeys(other))]`;

/** A field of the files read as a number with a point or a comma; NULL when it is none. Names in small letters. */
export const numberField = (...names: string[]): string =>
  `toFloat64OrNull(replaceOne(${field(names)}, ',', '.'))`;

/** What a declared share of wallet is called in files. */
export const shareNames = ['share of wallet', 'part de client', 'part du portefeuille', 'share_of_wallet'];
const dayNames = shareNames.flatMap((name) => [
  `${name} date`,
  `date ${name}`,
  `date de la ${name}`,
  `${name}_date`,
]);

const saidIn = (names: string[]) => `parseDateTime64BestEffortOrNull(${field(names)}, 3, 'UTC')`;

/** What a survey's answer says: the property `share`, a number or a text. */
const shareOfEvent = `coalesce(toFloat64OrNull(replaceOne(JSONExtractString(properties, 'share'), ',', '.')),
  if(JSONHas(properties, 'share') AND JSONExtractString(properties, 'share') = '', JSONExtractFloat(properties, 'share'), NULL))`;

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
const asOf = "{asOf:DateTime64(3, 'UTC')}";

/**
 * The newest share of wallet each customer said, from 0 to 1 (above 1 it was per hundred), one row each: of the files' own fields or of
 * events `share-of-wallet`. `said_at` is NULL where the file does not date it; what is dated wins over what is not. Bind `asOf`.
 */
export const declaredShares = `
  SELECT customer_id, argMax(said_share, (isNotNull(at), ifNull(at, toDateTime64(0, 3, 'UTC')))) AS raw,
         if(raw > 1, raw / 100, raw) AS share, max(at) AS said_at
  FROM (
    SELECT customer_id, assumeNotNull(${numberField(...shareNames)}) AS said_share, ${saidIn(dayNames)} AS at
    FROM customers FINAL WHERE is_deleted = 0 AND isNotNull(${numberField(...shareNames)}) AND (isNull(at) OR at <= ${asOf})
    UNION ALL
    SELECT ${customer} AS customer_id, assumeNotNull(${shareOfEvent}) AS said_share, toNullable(occurred_at) AS at
    FROM events WHERE type = 'share-of-wallet' AND person_id != 0 AND occurred_at <= ${asOf} AND isNotNull(${shareOfEvent})
  )
  GROUP BY customer_id`;

/** The same with what each of them spent in the twelve months up to what they said, or up to `asOf` where that is not dated. Bind `currency` too. */
export const declaredWithSales = (currency: string): string => `
  SELECT d.customer_id AS customer_id, d.share AS share, d.said_at AS said_at,
         sumIf(l.net, l.ordered_at <= ifNull(d.said_at, ${asOf}) AND l.ordered_at > ifNull(d.said_at, ${asOf}) - INTERVAL 12 MONTH) AS said_spend
  FROM (${declaredShares}) AS d
  LEFT JOIN (
    SELECT ${customer} AS customer_id, ordered_at, toDecimal64(net, 6) AS net FROM order_lines
    WHERE person_id != 0 AND customer_id GLOBAL IN (SELECT customer_id FROM (${declaredShares}))
          ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}
  ) AS l ON l.customer_id = d.customer_id
  GROUP BY customer_id, share, said_at`;
