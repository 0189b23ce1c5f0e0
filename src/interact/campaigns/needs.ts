import type { Registry } from '#differentiate/attributes';
import type { LinkSigning, MailTransport, Wait } from '#interact/channels';
import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import type { Events } from '#platform/events';
import type { Jobs } from '#platform/jobs';
import type { Log } from '#platform/logging';
import type { Warehouse } from '#platform/warehouse';

/** What campaigns are made of. */
export type CampaignsNeeds = {
  readonly server: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly events: Events;
  readonly transport: MailTransport;
  readonly signing: LinkSigning;
  /** How the sender waits for an absent mail server; real time unless a test says otherwise. */
  readonly wait?: Wait;
};
