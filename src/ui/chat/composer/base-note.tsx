import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { saidMatch } from '#chat/said-match.ts';
import { useText } from '../../language/language.tsx';
import { findOffer } from '../../offers.ts';
import { useCatalogIfHere, useChat, useServices } from '../../services-context.ts';

/** Says before the question that the chosen model continues a text instead of answering. */
export function BaseNote({ modelKey }: { readonly modelKey: string }): ReactNode {
  const { chat } = useText();
  const { offers } = useServices();
  const catalog = useCatalogIfHere();
  const kind = useStore(offers, (state) => findOffer(state, modelKey)?.backend.kind ?? 'openai-compatible');
  const said = useChat((state) => saidMatch(state.matches, modelKey, kind));
  const found = useStore(offers, (state) => findOffer(state, modelKey)?.model.catalogId ?? null);
  const card = catalog?.models.get((said === undefined ? found : said) ?? '');
  return card?.kind === 'base' ? <span className="composer-base">{chat.continuesText}</span> : null;
}
