import type { ReactNode } from 'react';
import type { CardFailure } from '#catalog/stated-tree.ts';
import { useStatedText } from '../../language/lineage-text.ts';

/** Why a card could not be read, in the person's language where the reason is a usual one. */
export function CardFailureWords({ failure: { code, detail } }: { readonly failure: CardFailure }): ReactNode {
  const { unread, couldNot } = useStatedText();
  const usual = new Map(Object.entries(unread)).get(code);
  return (
    usual ?? (
      <>
        {couldNot} <bdi>{detail}</bdi>
      </>
    )
  );
}
