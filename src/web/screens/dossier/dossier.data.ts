import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type ChangeTaskBody,
  ListNotesReply,
  ListTasksReply,
  Note,
  TagList,
  TagsReply,
  Task,
  type TaskBody,
  TaskOwners,
} from '#identify/dossier/api';
import { request } from '../../data/request.ts';

/** After a write: the page, the notes and the tasks are read anew. */
function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [['client'], ['notes'], ['tasks'], ['tags']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}

export function useWriteNote(customerId: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ noteId, text }: { noteId?: number | undefined; text: string }) =>
      noteId === undefined
        ? request({ method: 'POST', path: `/customers/${customerId}/notes`, body: { text }, shape: Note })
        : request({ method: 'PUT', path: `/notes/${noteId}`, body: { text }, shape: Note }),
    onSuccess: refresh,
  });
}

export function useRemoveNote() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (noteId: number) =>
      request({ method: 'DELETE', path: `/notes/${noteId}`, shape: z.object({ removed: z.literal(true) }) }),
    onSuccess: refresh,
  });
}

/** The notes on a customer that hold a text. */
export function useFindNotes(customerId: number, search: string) {
  return useQuery({
    queryKey: ['notes', customerId, search],
    queryFn: ({ signal }) =>
      request({ path: `/customers/${customerId}/notes`, query: { search }, shape: ListNotesReply, signal }),
    enabled: search !== '',
  });
}

export function useAddTask(customerId: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: z.input<typeof TaskBody>) =>
      request({ method: 'POST', path: `/customers/${customerId}/tasks`, body, shape: Task }),
    onSuccess: refresh,
  });
}

export function useChangeTask() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ taskId, ...body }: { taskId: number } & z.input<typeof ChangeTaskBody>) =>
      request({ method: 'PATCH', path: `/tasks/${taskId}`, body, shape: Task }),
    onSuccess: refresh,
  });
}

/** Who may be given a task. */
export function useTaskOwners() {
  return useQuery({
    queryKey: ['task-owners'],
    queryFn: ({ signal }) => request({ path: '/task-owners', shape: TaskOwners, signal }),
  });
}

/** What the signed-in person has to do, the most pressing first. */
export function useMyTasks(enabled: boolean) {
  return useQuery({
    queryKey: ['tasks', 'mine'],
    queryFn: ({ signal }) =>
      request({ path: '/tasks', query: { owner: 'me', limit: 8 }, shape: ListTasksReply, signal }),
    enabled,
  });
}

export function useTags(enabled: boolean) {
  return useQuery({
    queryKey: ['tags'],
    queryFn: ({ signal }) => request({ path: '/tags', shape: TagList, signal }),
    enabled,
  });
}

export function useTagCustomer(customerId: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (tags: readonly string[]) =>
      request({ method: 'PUT', path: `/customers/${customerId}/tags`, body: { tags }, shape: TagsReply }),
    onSuccess: refresh,
  });
}
