import { createContext, use, useMemo, useState } from 'react';
import { createThreadSelector } from '#chat/selectors.ts';
import { useChat } from '../../services-context.ts';

/** Which answer's provenance is open: beside the thread where there is room, else under the answer. */
export interface Selection {
  readonly selectedId: string | null;
  readonly isWide: boolean;
  readonly select: (answerId: string | null) => void;
}

export const SelectionContext = createContext<Selection>({ selectedId: null, isWide: false, select: () => undefined });

export function useSelected(): Selection {
  return use(SelectionContext);
}

type Choice = { readonly kind: 'newest' } | { readonly kind: 'none' } | { readonly kind: 'answer'; readonly id: string };

/** Where there is room the newest answer's provenance is open until a person says otherwise; on a narrow screen none is. */
export function useSelection(conversationId: string | null, isWide: boolean): Selection {
  const [choice, setChoice] = useState<Choice>({ kind: 'newest' });
  const selector = useMemo(() => createThreadSelector(conversationId ?? ''), [conversationId]);
  const selectedId = useChat((state) => {
    if (choice.kind === 'none') return null;
    const shown = selector(state);
    if (choice.kind === 'answer' && shown.includes(choice.id)) return choice.id;
    return isWide ? (shown.findLast((id) => state.messages.get(id)?.kind === 'answer') ?? null) : null;
  });
  return useMemo(
    () => ({ selectedId, isWide, select: (id) => setChoice(id === null ? { kind: 'none' } : { kind: 'answer', id }) }),
    [selectedId, isWide],
  );
}

/** Id of an answer's provenance, for `aria-controls`: also of what stands in its place until it is here. */
export const provenanceId = (answerId: string): string => `provenance-${answerId}`;
