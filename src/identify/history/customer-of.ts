/** The customer of a fact, as ClickHouse: only persons whose customer differs are in the dictionary. */
export const customerOf = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
