import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ChangeMeBody, Done, Me, type SignInBody } from '#access/api';
import { request } from './request.ts';

export type Person = z.infer<typeof Me>;

/** Who is signed in and what their role may do; asked once and kept until signing out. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request({ path: '/me', shape: Me, signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** Whether the signed-in person's role holds a permission; everything is refused while that is unknown. */
export function useMay(): (permission: string) => boolean {
  const { data } = useQuery(meQuery);
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** The currency costs are counted in here; the euro until it is known who asks. */
export function useHouseCurrency(): string {
  return useQuery(meQuery).data?.currency ?? 'EUR';
}

/** Opens a session; the cookie is set by the server and no script can read it. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof SignInBody>) =>
      request({ method: 'POST', path: '/session', body, shape: Me }),
    onSuccess: (me) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
    },
  });
}

/** Ends the session and forgets everything read under it. */
export async function signOut(client: QueryClient): Promise<void> {
  await request({ method: 'DELETE', path: '/session', shape: Done });
  client.clear();
}

/** Changes one's own name, language or password. */
export function useChangeMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof ChangeMeBody>) =>
      request({ method: 'PATCH', path: '/me', body: ChangeMeBody.parse(body), shape: z.unknown() }),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}
