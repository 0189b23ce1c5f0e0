import type { Warehouse } from '#platform/warehouse';

export type OutsideArms = {
  sourceId: number;
  campaignKey: string;
  firstAt: string;
  arms: [string, number][];
};

/** Imported campaigns whose contacts name an arm, each with its arms and their numbers of persons. */
export function listOutsideArms(warehouse: Warehouse): Promise<OutsideArms[]> {
  return warehouse.query<OutsideArms>(`
    SELECT source_id AS sourceId, campaign_key AS campaignKey, min(first_at) AS firstAt,
           arraySort(groupArray((arm, persons))) AS arms
    FROM (
      SELECT source_id, campaign_key, arm, uniqExact(person_id) AS persons, min(occurred_at) AS first_at
      FROM contacts WHERE source_id != 0 AND arm != '' GROUP BY source_id, campaign_key, arm
    ) GROUP BY source_id, campaign_key ORDER BY source_id, campaign_key`);
}
