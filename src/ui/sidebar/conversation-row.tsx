import { memo, type ReactNode, useState } from 'react';
import type { ConversationRecord } from '#chat/records.ts';
import { useText } from '../language/language.tsx';
import { showToast } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { hrefOf, navigate } from '../routes.ts';
import { useServices } from '../services-context.ts';
import { RenameDialog } from './rename-dialog.tsx';

interface Properties {
  readonly conversation: ConversationRecord;
  readonly isCurrent: boolean;
}

export const ConversationRow = memo(function ConversationRow({ conversation, isCurrent }: Properties): ReactNode {
  const text = useText();
  const { store } = useServices();
  const [renaming, setRenaming] = useState(false);
  const title = conversation.title.value ?? text.chat.untitled;
  const href = hrefOf({ screen: 'chat', conversationId: conversation.id });

  function remove(): void {
    const { actions } = store.getState();
    actions.remove(conversation.id);
    if (isCurrent) navigate({ screen: 'new' });
    showToast({
      text: text.chat.removed(title),
      action: {
        label: text.chat.undo,
        run() {
          actions.restore(conversation.id);
          if (isCurrent) navigate({ screen: 'chat', conversationId: conversation.id });
        },
      },
    });
  }

  return (
    <li className="conversation-row">
      <a href={href} aria-current={isCurrent ? 'page' : undefined} dir="auto" title={title}>
        {title}
      </a>
      <div className="conversation-actions">
        <button type="button" className="icon-button small" aria-label={`${text.chat.rename}: ${title}`} onClick={() => setRenaming(true)}>
          <Icon name="pencil" size={16} />
        </button>
        <button type="button" className="icon-button small" aria-label={`${text.chat.remove}: ${title}`} onClick={remove}>
          <Icon name="trash" size={16} />
        </button>
      </div>
      {renaming ? <RenameDialog conversationId={conversation.id} title={title} onClose={() => setRenaming(false)} /> : null}
    </li>
  );
});
