import { type ReactNode, useEffect, useState } from 'react';
import { type ChatState, isLive } from '#chat/state.ts';
import { useOfflineText } from '../language/offline-text.ts';
import { useText } from '../language/language.tsx';
import { announce } from '../notices.ts';
import { Icon } from '../parts/icon.tsx';
import { useChat, useServices } from '../services-context.ts';
import './update-notice.css';

/** Offers the newer build. It waits while an answer is being written here, which a reload would cut off, and never reloads by itself. */
export function UpdateNotice({ takeOver }: { readonly takeOver: () => Promise<void> }): ReactNode {
  const text = useOfflineText();
  const { common } = useText();
  const { beforeLeaving } = useServices();
  const isWriting = useChat(isWritingAnswer);
  const [isHidden, setIsHidden] = useState(false);
  const isShown = !isWriting && !isHidden;
  useEffect(() => {
    if (isShown) announce(text.ready);
  }, [isShown, text]);
  if (!isShown) return null;

  async function reload(): Promise<void> {
    // A draft that could not be written stays in the page: then so does the page.
    await beforeLeaving();
    await takeOver();
    window.location.reload();
  }
  return (
    <section className="update-notice" aria-label={text.ready}>
      <div>
        <p>{text.ready}</p>
        <p className="update-later">{text.later}</p>
      </div>
      <button type="button" className="button primary" onClick={() => void reload().catch(() => undefined)}>
        {text.reload}
      </button>
      <button type="button" className="icon-button small" aria-label={common.dismiss} onClick={() => setIsHidden(true)}>
        <Icon name="close" size={16} />
      </button>
    </section>
  );
}

function isWritingAnswer({ messages }: ChatState): boolean {
  for (const message of messages.values()) if (message.kind === 'answer' && isLive(message)) return true;
  return false;
}
