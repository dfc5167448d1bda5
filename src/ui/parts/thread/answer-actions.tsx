import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { ActionMenu, type MenuEntry } from '../../parts/action-menu.tsx';
import { Icon } from '../../parts/icon.tsx';
import { navigate } from '../../routes.ts';
import { useServices } from '../../services-context.ts';
import { useThreadPlace } from './thread-place.ts';
import { AnotherModel } from './another-model.tsx';
import { CopyButton } from './copy-button.tsx';
import { useRemoveBranch } from './use-remove-branch.ts';
import { VersionPager } from './version-pager.tsx';

/** How many drafts may be asked for at once: more than four cannot be compared. */
const draftCounts = [2, 3, 4];

/** What can be done with an answer that is settled. */
export function AnswerActions({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useThreadText();
  const { store } = useServices();
  const removeBranch = useRemoveBranch();
  const isColumn = useThreadPlace() === 'column';

  async function fork(): Promise<void> {
    const { actions, conversations } = store.getState();
    const title = conversations.get(answer.conversationId)?.title.value ?? null;
    const conversationId = await actions.fork(answer.id, title === null ? undefined : text.copyOf(title));
    if (conversationId !== null) navigate({ screen: 'chat', conversationId });
  }

  function entries(): readonly MenuEntry[] {
    // The guide always takes the likeliest word: its drafts would be one and the same.
    const drafts = isColumn || answer.provenance.asked.catalogId === 'stemma-guide' ? [] : draftCounts;
    const isTemporary = store.getState().conversations.get(answer.conversationId)?.temporary === true;
    return [
      ...drafts.map((count) => ({
        key: `drafts ${count}`,
        label: text.drafts(count),
        icon: 'columns' as const,
        run: () => void store.getState().actions.askDrafts(answer.id, count),
      })),
      // A copy would be kept, and nothing of a temporary chat is.
      ...(isTemporary ? [] : [{ key: 'fork', label: text.fork, icon: 'fork' as const, run: () => void fork() }]),
      ...(isColumn
        ? []
        : [{ key: 'remove', label: text.remove, icon: 'trash' as const, isDanger: true, run: () => removeBranch(answer.id) }]),
    ];
  }

  return (
    <div className="message-actions">
      <VersionPager messageId={answer.id} />
      {answer.text === '' ? null : <CopyButton text={answer.text} />}
      {answer.error === null ? (
        <button
          type="button"
          className="icon-button small"
          aria-label={text.askAgain}
          title={text.askAgain}
          onClick={() => store.getState().actions.askAgain(answer.id)}
        >
          <Icon name="refresh" size={16} />
        </button>
      ) : null}
      {isColumn ? null : <AnotherModel answer={answer} />}
      <ActionMenu label={text.more} icon="more" entries={entries} />
    </div>
  );
}
