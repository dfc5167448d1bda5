import type { ReactNode, RefObject } from 'react';
import { PromptSuggestions } from '../prompts/prompt-suggestions.tsx';
import { BaseNote } from './base-note.tsx';
import { ContextGauge } from './context-gauge.tsx';

interface Properties {
  readonly conversationId: string | null;
  /** "backend id/model id" of the chosen model. */
  readonly modelKey: string | null;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What is said below the message field, and offered for it while one writes. */
export function FootNotes({ conversationId, modelKey, field }: Properties): ReactNode {
  return (
    <>
      {modelKey === null ? null : <BaseNote modelKey={modelKey} />}
      {conversationId === null ? null : <ContextGauge conversationId={conversationId} />}
      <PromptSuggestions field={field} />
    </>
  );
}
