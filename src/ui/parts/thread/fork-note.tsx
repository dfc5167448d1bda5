import type { ReactNode } from 'react';
import { useThreadText } from '../../language/thread-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { hrefOf } from '../../routes.ts';
import { useChat } from '../../services-context.ts';

/** Says where a copied conversation came from, and leads there while the other is here. */
export function ForkNote({ conversationId }: { readonly conversationId: string }): ReactNode {
  const text = useThreadText();
  const origin = useChat((state) => state.conversations.get(conversationId)?.origin);
  const isHere = useChat((state) => state.conversations.get(origin?.conversationId ?? '')?.deleted.value === null);
  if (origin === undefined) return null;
  return (
    <p className="fork-note">
      <Icon name="fork" size={14} />
      {text.forkedFrom}{' '}
      {isHere ? (
        <a href={hrefOf({ screen: 'chat', conversationId: origin.conversationId })} dir="auto">
          {origin.title ?? text.untitled}
        </a>
      ) : (
        <bdi>{origin.title ?? text.forkedGone}</bdi>
      )}
    </p>
  );
}
