import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type Account as AccountShape,
  type ChangeAccountBody,
  ChangedAccount,
  NewAccount,
  type NewAccountBody,
} from '#access/api';
import { request } from '../../data/request.ts';

export type Account = z.infer<typeof AccountShape>;
export const roles = ['admin', 'privacy', 'marketer', 'analyst', 'agent', 'reader'] as const;

function useRefreshed() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['list', '/accounts'] });
}

/** Adds a user; the reply holds the password, once. */
export function useAddAccount() {
  const onSuccess = useRefreshed();
  return useMutation({
    mutationFn: (body: z.input<typeof NewAccountBody>) =>
      request({ method: 'POST', path: '/accounts', body, shape: NewAccount }),
    onSuccess,
  });
}

/** Changes a user's name, role or state, or gives a new password. */
export function useChangeAccount(accountId: number) {
  const onSuccess = useRefreshed();
  return useMutation({
    mutationFn: (body: z.input<typeof ChangeAccountBody>) =>
      request({ method: 'PATCH', path: `/accounts/${accountId}`, body, shape: ChangedAccount }),
    onSuccess,
  });
}
