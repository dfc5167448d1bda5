import { useMemo } from 'react';
import { useStore } from 'zustand';
import { lastAnswerOf } from '#chat/column-answers.ts';
import type { ComparisonRecord } from '#chat/item-records.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { useServices } from '../services-context.ts';
import { modelName } from './use-model-name.ts';

/** A column as the views over all columns need it. */
export interface ShownColumn {
  /** Of its conversation. */
  readonly id: string;
  readonly name: string;
  /** Its newest one. */
  readonly answer: AnswerRecord | null;
}

/** The columns with their newest answers; words that arrive change them, so it is for what a person opens. */
export function useShownColumns({ columns }: ComparisonRecord): readonly ShownColumn[] {
  const { store, offers } = useServices();
  const state = useStore(store);
  const known = useStore(offers);
  return useMemo(
    () =>
      columns.value.map((id) => ({
        id,
        name: modelName(known, state.conversations.get(id)?.model.value ?? null),
        answer: lastAnswerOf(state, id),
      })),
    [columns, state, known],
  );
}
