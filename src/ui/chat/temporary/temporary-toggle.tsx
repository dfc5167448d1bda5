import type { ReactNode } from 'react';
import { temporaryDraft } from '#chat/state.ts';
import { useCommand } from '../../commands/commands.ts';
import { useText } from '../../language/language.tsx';
import { FirstIcon } from '../../parts/first-icon.tsx';
import { navigate } from '../../routes.ts';
import { useServices } from '../../services-context.ts';

/** Makes the new chat a temporary one, and back. What is typed already comes along. */
export function TemporaryToggle({ isTemporary }: { readonly isTemporary: boolean }): ReactNode {
  const { chat } = useText();
  const { store } = useServices();
  function toggle(): void {
    const { drafts, draftAttachments, actions } = store.getState();
    const [from, to] = isTemporary ? [temporaryDraft, null] : [null, temporaryDraft];
    const typed = drafts.get(from ?? 'new') ?? '';
    if (typed !== '') {
      actions.setDraft(to, typed);
      actions.setDraft(from, '');
    }
    const files = draftAttachments.get(from ?? 'new') ?? [];
    if (files.length > 0) {
      actions.setDraftAttachments(to, files);
      actions.setDraftAttachments(from, []);
    }
    navigate({ screen: isTemporary ? 'new' : 'temporary' });
  }
  useCommand('temporary-chat', toggle);
  return (
    <button
      type="button"
      className={isTemporary ? 'icon-button pressed' : 'icon-button'}
      aria-pressed={isTemporary}
      aria-label={chat.temporary}
      title={chat.temporary}
      onClick={toggle}
    >
      <FirstIcon name="temporary" />
    </button>
  );
}
