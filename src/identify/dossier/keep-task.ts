import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Actor } from '#platform/http';
import type { Task } from './api.ts';
import { insertTask, type TaskOwner, updateTask } from './tasks.store.ts';

/** Who may be given a task: told at composition, accounts being none of customers' business. */
export type Owners = () => Promise<readonly { readonly accountId: number; readonly name: string }[]>;
export type TaskNeeds = { readonly db: Database; readonly clock: Clock; readonly owners: Owners };

/** Gives somebody something to do for a customer. Refuses an unknown customer or owner, and a key that names no owner. */
export async function addTask(
  needs: TaskNeeds,
  input: {
    readonly customerId: number;
    readonly title: string;
    readonly ownerId: number | undefined;
    readonly dueOn: string | null;
    readonly actor: Actor | undefined;
  },
): Promise<Outcome<Task>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const asking = input.actor?.kind === 'user' ? input.actor.id : undefined;
  const owner = await ownerOf(needs, input.ownerId ?? asking);
  if (isRefusal(owner)) return owner;
  const by = input.actor?.name ?? 'nobody';
  const task = await insertTask(needs.db, {
    ...{ personId: customer.customerId, title: input.title, dueOn: input.dueOn, owner, by },
    at: needs.clock.now(),
  });
  return task ?? noSuchCustomer(input.customerId);
}

/** Changes, ends or reopens a task. Twice is once. Refuses a task or an owner there is not. */
export async function changeTask(
  needs: TaskNeeds,
  input: {
    readonly taskId: number;
    readonly title?: string | undefined;
    readonly ownerId?: number | undefined;
    readonly dueOn?: string | null | undefined;
    readonly state?: Task['state'] | undefined;
    readonly by: string;
  },
): Promise<Outcome<Task>> {
  const owner = input.ownerId === undefined ? undefined : await ownerOf(needs, input.ownerId);
  if (owner !== undefined && isRefusal(owner)) return owner;
  const { taskId } = input;
  const changed = await updateTask(needs.db, { ...input, owner, at: needs.clock.now() });
  return changed ?? refuse('not-found', 'task-not-found', `There is no task ${taskId}.`, { taskId });
}

async function ownerOf(needs: TaskNeeds, accountId: number | undefined): Promise<Outcome<TaskOwner>> {
  const owner = (await needs.owners()).find((one) => one.accountId === accountId);
  return (
    owner ??
    refuse('invalid', 'task-owner-unknown', 'Name who is to do it: an account that is in use (ownerId).', {
      ownerId: accountId ?? null,
    })
  );
}
