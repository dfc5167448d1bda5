import { useEffect, useRef, useState } from 'react';
import type { HubOfferResult, LocalModels } from '#providers/local-models.ts';

interface LookUp {
  /** `null` while the Hub is being asked. */
  readonly result: HubOfferResult | null;
  readonly asked: string | null;
  readonly ask: (repository: string) => void;
  readonly reset: () => void;
}

/** One question to the Hub at a time; leaving ends it. */
export function useLookUp(models: LocalModels | null): LookUp {
  const [asked, setAsked] = useState<string | null>(null);
  const [result, setResult] = useState<HubOfferResult | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function lookUp(repository: string): Promise<void> {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setAsked(repository);
    setResult(null);
    const answer = (await models?.lookUp(repository, stop.signal)) ?? null;
    if (!stop.signal.aborted) setResult(answer);
  }
  return {
    result,
    asked,
    ask: (repository) => void lookUp(repository),
    reset() {
      running.current?.abort();
      setAsked(null);
      setResult(null);
    },
  };
}
