import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AttributesReply, type AttributeView } from '#differentiate/attributes/api';
import { request } from '../../data/request.ts';

const noAttributes: AttributeView[] = [];

/** The registry of attributes: everything a segment may ask about a customer. */
export function useAttributes(): {
  list: readonly AttributeView[];
  byName: ReadonlyMap<string, AttributeView>;
  thrown: unknown;
} {
  const { data, error } = useQuery({
    queryKey: ['attributes'],
    queryFn: ({ signal }) => request({ path: '/attributes', shape: AttributesReply, signal }),
    staleTime: 60_000,
  });
  const list = data?.items ?? noAttributes;
  const byName = useMemo(() => new Map(list.map((attribute) => [attribute.name, attribute])), [list]);
  return { list, byName, thrown: error };
}
