import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from './language/language.tsx';
import './notice-area.css';
import { dismissToast, notices } from './notices.ts';
import { FirstIcon } from './parts/first-icon.tsx';
import { useChat, useServices } from './services-context.ts';

/** Long enough to read it and reach the button; it also stays while it is pointed at or focused. Milliseconds. */
const toastTime = 10_000;

/** The one live region of the page, and the toast with its action. */
export function NoticeArea(): ReactNode {
  const text = useText();
  const spoken = useStore(notices, (state) => state.spoken);
  const toast = useStore(notices, (state) => state.toast);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (toast === null || held) return undefined;
    const timer = setTimeout(dismissToast, toastTime);
    return () => clearTimeout(timer);
  }, [toast, held]);
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </div>
      {toast === null ? null : (
        <section
          className="toast"
          aria-label={text.common.notice}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span dir="auto">{toast.text}</span>
          {toast.action === null ? null : (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                toast.action?.run();
                setHeld(false);
                dismissToast();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" className="icon-button small" aria-label={text.common.dismiss} onClick={dismissToast}>
            <FirstIcon name="close" size={16} />
          </button>
        </section>
      )}
    </>
  );
}

/** What is wrong and stays wrong: storage that does not keep, a configuration with mistakes. */
export function StandingAlerts(): ReactNode {
  const text = useText();
  const problems = useStore(useServices().problems);
  const keeping = useChat((state) => state.keeping);
  const [read, setRead] = useState(false);
  return (
    <>
      {keeping.state === 'kept' ? null : (
        <div className="standing-alert" role="alert" data-keeping={keeping.state}>
          <FirstIcon name="warning" />
          <div>
            <p>
              {keeping.state === 'failing'
                ? text.chat.keepingFailed
                : keeping.state === 'memory-only'
                  ? text.chat.keepingMemory
                  : text.chat.keepingReload}
            </p>
            {keeping.detail === '' ? null : <p className="standing-detail">{keeping.detail}</p>}
          </div>
          {keeping.state === 'reload-needed' ? (
            <button type="button" className="button" onClick={() => window.location.reload()}>
              {text.common.reload}
            </button>
          ) : null}
        </div>
      )}
      {problems.length === 0 || read ? null : (
        <div className="standing-alert" role="alert">
          <FirstIcon name="warning" />
          <div>
            <p>{text.common.problems}</p>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
          <button type="button" className="icon-button small" aria-label={text.common.dismiss} onClick={() => setRead(true)}>
            <FirstIcon name="close" size={16} />
          </button>
        </div>
      )}
    </>
  );
}
