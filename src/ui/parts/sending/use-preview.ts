import { useEffect, useState } from 'react';
import type { Attachment } from '#chat/records.ts';
import type { PromptPreview } from '#chat/preview.ts';
import { useChat, useServices } from '../../services-context.ts';

type Preview =
  | { readonly state: 'working' }
  | { readonly state: 'ready'; readonly preview: PromptPreview }
  | { readonly state: 'failed'; readonly detail: string };

const nothingAttached: readonly Attachment[] = [];

/** A moment of quiet before the backend is asked again to count. Milliseconds. */
const quiet = 300;

/** The next request as it would be sent now, made anew when what it is made of changes. */
export function usePreview(conversationId: string | null, question: string, attachments: readonly Attachment[] = nothingAttached): Preview {
  const { store } = useServices();
  const [preview, setPreview] = useState<Preview>({ state: 'working' });
  const parameters = useChat((state) => state.parameters);
  const conversation = useChat((state) => (conversationId === null ? undefined : state.conversations.get(conversationId)));
  const matches = useChat((state) => state.matches);
  const newSystem = useChat((state) => state.newSystem);
  const newParameters = useChat((state) => state.newParameters);
  useEffect(() => {
    const left = new AbortController();
    const show = (next: Preview): void => {
      if (!left.signal.aborted) setPreview(next);
    };
    const timer = setTimeout(() => {
      store
        .getState()
        .actions.preview({ conversationId, text: question, attachments }, left.signal)
        .then(
          (ready) => show({ state: 'ready', preview: ready }),
          (error: unknown) => show({ state: 'failed', detail: error instanceof Error ? error.message : String(error) }),
        );
    }, quiet);
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [store, conversationId, question, attachments, parameters, conversation, newSystem, newParameters, matches]);
  return preview;
}
