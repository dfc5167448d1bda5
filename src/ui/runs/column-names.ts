import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { RunRecord } from '#chat/item-records.ts';
import { findOffer } from '../offers.ts';
import { useCatalogIfHere, useChat, useServices } from '../services-context.ts';

/** What the models of a run are called, in the order of its columns: as the catalog, then as their backend calls them. */
export function useColumnNames(run: RunRecord): readonly string[] {
  const { offers } = useServices();
  const catalog = useCatalogIfHere();
  const conversations = useChat((state) => state.conversations);
  const known = useStore(offers);
  return useMemo(
    () =>
      run.columns.map((column) => {
        const key = conversations.get(column)?.model.value ?? '';
        const offer = findOffer(known, key);
        return catalog?.models.get(offer?.model.catalogId ?? '')?.name ?? offer?.model.name ?? key.slice(key.indexOf('/') + 1);
      }),
    [run, conversations, known, catalog],
  );
}
