import { useEffect, useRef, useState } from 'react';
import { type FoundCards, noCards } from '#catalog/stated-tree.ts';
import type { AppServices } from '../../services.ts';
import { useStatedText } from '../../language/lineage-text.ts';
import { announce } from '../../notices.ts';
import { useServices } from '../../services-context.ts';

export interface CardLookUp {
  readonly found: FoundCards;
  readonly isAsking: boolean;
  /** The page could not load the part that asks. */
  readonly trouble: string | null;
  readonly ask: () => void;
  readonly stop: () => void;
}

/** Cards that were read while the page is open, so that nobody is asked for the same twice. */
const known = new WeakMap<AppServices['hub'], Map<string, FoundCards>>();

/** Reads the cards of these repositories when it is told to, never by itself. */
export function useCardLookUp(repositories: readonly string[]): CardLookUp {
  const text = useStatedText();
  const { hub } = useServices();
  const key = repositories.join(' ').toLowerCase();
  const [lookUp, setLookUp] = useState<{ key: string; found: FoundCards; isAsking: boolean; trouble: string | null } | null>(null);
  const running = useRef<AbortController | null>(null);
  // Another answer is shown, or none: what is under way for this one is of no use.
  useEffect(() => () => running.current?.abort(), [key]);

  async function ask(): Promise<void> {
    const controller = new AbortController();
    running.current?.abort();
    running.current = controller;
    setLookUp({ key, found: noCards, isAsking: true, trouble: null });
    announce(text.asking(hub.host));
    try {
      const found = await hub.readCards(repositories, controller.signal);
      if (found.cards.size > 0 && !controller.signal.aborted) {
        const all = known.get(hub) ?? new Map<string, FoundCards>();
        known.set(hub, all.set(key, found));
        announce(text.read);
      }
      setLookUp({ key, found, isAsking: false, trouble: null });
    } catch (error) {
      setLookUp({ key, found: noCards, isAsking: false, trouble: error instanceof Error ? error.message : String(error) });
    }
  }

  const current = lookUp?.key === key ? lookUp : null;
  return {
    found: known.get(hub)?.get(key) ?? current?.found ?? noCards,
    isAsking: current?.isAsking ?? false,
    trouble: current?.trouble ?? null,
    ask: () => void ask(),
    stop: () => running.current?.abort(),
  };
}
