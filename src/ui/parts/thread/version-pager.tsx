import { type ReactNode, useMemo } from 'react';
import { createPagerSelector } from '#chat/selectors.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useChat, useServices } from '../../services-context.ts';

/** "2 / 3" with the ways to the others, where a message has siblings. */
export function VersionPager({ messageId }: { readonly messageId: string }): ReactNode {
  const text = useThreadText();
  const { store } = useServices();
  const selector = useMemo(() => createPagerSelector(messageId), [messageId]);
  const pager = useChat(selector);
  if (pager === null || pager.count < 2) return null;
  const go = (id: string | null): void => {
    if (id !== null) store.getState().actions.showBranch(id);
  };
  return (
    <div className="version-pager" role="group" aria-label={text.versionSpoken(pager.position, pager.count)}>
      <button
        type="button"
        className="icon-button small"
        aria-label={text.previousVersion}
        disabled={pager.previousId === null}
        onClick={() => go(pager.previousId)}
      >
        <Icon name="chevron-left" size={16} />
      </button>
      <span>{text.version(pager.position, pager.count)}</span>
      <button
        type="button"
        className="icon-button small"
        aria-label={text.nextVersion}
        disabled={pager.nextId === null}
        onClick={() => go(pager.nextId)}
      >
        <Icon name="chevron-right" size={16} />
      </button>
    </div>
  );
}
