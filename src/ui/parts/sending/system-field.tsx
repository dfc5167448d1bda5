import { type ReactNode, useId } from 'react';
import { useSendingText } from '../../language/sending-text.ts';
import { useChat, useServices } from '../../services-context.ts';

/** The system text of this conversation, or of the one that begins next. */
export function SystemField({ conversationId }: { readonly conversationId: string | null }): ReactNode {
  const text = useSendingText();
  const { store } = useServices();
  const id = useId();
  const system = useChat((state) =>
    conversationId === null ? state.newSystem : (state.conversations.get(conversationId)?.system?.value ?? null),
  );
  return (
    <>
      <p id={id} className="next-request-note">
        {text.systemHint}
      </p>
      <textarea
        className="text-input next-request-system"
        rows={2}
        dir="auto"
        aria-label={text.system}
        aria-describedby={id}
        placeholder={text.systemPlaceholder}
        value={system ?? ''}
        onChange={(event) => store.getState().actions.setSystem(conversationId, event.currentTarget.value)}
      />
    </>
  );
}
