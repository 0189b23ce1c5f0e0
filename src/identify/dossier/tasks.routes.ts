import { type AnyRoute, route } from '#platform/http';
import {
  ChangeTaskBody,
  CustomerParams,
  ListTasksQuery,
  ListTasksReply,
  Task,
  TaskBody,
  TaskOwners,
  TaskParams,
} from './api.ts';
import { addTask, changeTask, type TaskNeeds } from './keep-task.ts';
import { selectTasks } from './tasks.store.ts';

/** Tasks over HTTP: mine or everybody's, who may be given one, add, change or end. */
export function tasksRoutes(needs: TaskNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/tasks',
      permission: 'customers:read',
      summary: 'Tasks, the most pressing first: mine (owner=me), somebody’s, or everybody’s',
      query: ListTasksQuery,
      reply: ListTasksReply,
      handle: ({ query: { owner, ...query }, actor }) =>
        // A key has no tasks of its own: it asks as account 0, which nobody is.
        selectTasks(needs.db, {
          ...query,
          ownerId: owner === 'me' ? (actor?.kind === 'user' ? actor.id : 0) : owner,
        }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/task-owners',
      permission: 'customers:write',
      summary: 'Who may be given a task',
      reply: TaskOwners,
      handle: async () => ({ items: [...(await needs.owners())] }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/customers/{customerId}/tasks',
      permission: 'customers:write',
      summary: 'Give somebody something to do for a customer',
      params: CustomerParams,
      body: TaskBody,
      reply: Task,
      status: 201,
      audit: 'task.added',
      handle: ({ params, body, actor }) =>
        addTask(needs, { ...params, title: body.title, ownerId: body.ownerId, dueOn: body.dueOn, actor }),
    }),
    route({
      method: 'PATCH',
      path: '/api/v1/tasks/{taskId}',
      permission: 'customers:write',
      summary: 'Change a task, end it or open it again',
      params: TaskParams,
      body: ChangeTaskBody,
      reply: Task,
      audit: 'task.changed',
      handle: ({ params, body, actor }) =>
        changeTask(needs, { ...params, ...body, by: actor?.name ?? 'nobody' }),
    }),
  ];
}
