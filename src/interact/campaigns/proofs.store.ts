import type { TrialMessage } from '#interact/channels';
import { type Database, sql } from '#platform/database';
import { originOf } from './campaign.ts';

export type Proof = {
  readonly proofId: string;
  readonly campaignId: number;
  readonly customerId: number | null;
  readonly address: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly couponCode: string | null;
  readonly answer: string | null;
  readonly sentBy: string;
  readonly sentAt: Date;
};

/** Puts a trial message on record before it is sent: its links are looked up there. */
export async function insertProof(db: Database, proof: Proof): Promise<void> {
  await sql`
    insert into interact.proof (proof_id, campaign_id, customer_id, address, fields, coupon_code, sent_by, sent_at)
    values (${proof.proofId}, ${proof.campaignId}, ${proof.customerId}, ${proof.address},
            ${JSON.stringify(proof.fields)}::jsonb, ${proof.couponCode}, ${proof.sentBy}, ${proof.sentAt})
  `.execute(db);
}

/** Writes what the mail server said of a trial message. */
export async function answerProof(db: Database, proofId: string, answer: string): Promise<void> {
  await sql`update interact.proof set answer = ${answer} where proof_id = ${proofId}`.execute(db);
}

/** The trial messages of a campaign, the last first. */
export async function listProofs(db: Database, campaignId: number): Promise<Proof[]> {
  const { rows } = await sql<Proof>`
    select proof_id as "proofId", campaign_id as "campaignId", customer_id as "customerId", address, fields,
           coupon_code as "couponCode", answer, sent_by as "sentBy", sent_at as "sentAt"
    from interact.proof where campaign_id = ${campaignId} order by sent_at desc, proof_id desc limit 100
  `.execute(db);
  return rows;
}

/** A trial message as the tracking links look it up. */
export async function findTrial(db: Database, proofId: string): Promise<TrialMessage | undefined> {
  const { rows } = await sql<{
    campaign_id: number;
    fields: Record<string, unknown>;
    coupon_code: string | null;
  }>`
    select campaign_id, fields, coupon_code from interact.proof where proof_id = ${proofId}
  `.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  return { origin: originOf(row.campaign_id), step: '', fields: row.fields, couponCode: row.coupon_code };
}
