import { type ReactNode, useMemo } from 'react';
import { positionBias } from '#chat/board/position-bias.ts';
import type { VoteRecord } from '#chat/item-records.ts';
import { useBoardText } from '../language/board-text.ts';

/** How often the left answer was chosen, and whether that looks like more than chance. */
export function BiasLine({ votes }: { readonly votes: readonly VoteRecord[] }): ReactNode {
  const text = useBoardText();
  const { left, right, share } = useMemo(() => positionBias(votes), [votes]);
  if (share === null) return null;
  const isFair = share.low <= 0.5 && share.high >= 0.5;
  const percent = (value: number): string => `${(100 * value).toFixed(0)}%`;
  return (
    <p className="board-bias" data-bias={isFair ? 'none' : 'found'}>
      {text.bias(percent(share.value), percent(share.low), percent(share.high), left + right)} {isFair ? text.biasFair : text.biasFound}
    </p>
  );
}
