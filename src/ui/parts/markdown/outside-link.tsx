import { type MouseEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useRendering } from './rendering.ts';
import type { SafeAddress } from './safe-address.ts';

/** Hosts that were agreed to since the page was opened. */
const agreed = new Set<string>();

/** A link out of the app. The first visit of a host shows where it really leads. */
export function OutsideLink({ address, children }: { readonly address: SafeAddress; readonly children: ReactNode }): ReactNode {
  const [asking, setAsking] = useState(false);
  function onClick(event: MouseEvent): void {
    if (agreed.has(address.host)) return;
    event.preventDefault();
    setAsking(true);
  }
  return (
    <>
      <a href={address.href} title={address.host} target="_blank" rel="noopener noreferrer nofollow" onClick={onClick} onAuxClick={onClick}>
        {children}
      </a>
      {asking ? <LeavingDialog address={address} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function LeavingDialog({ address, onClose }: { readonly address: SafeAddress; readonly onClose: () => void }): ReactNode {
  const { labels } = useRendering();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  // At the end of the page: a dialog may not stand inside a paragraph.
  return createPortal(
    <dialog ref={element} className="dialog leaving" aria-label={labels.linkTitle} onCancel={onClose}>
      <div className="dialog-frame">
        <strong>{labels.linkTitle}</strong>
        <bdi className="leaving-host">{address.host}</bdi>
        <bdi className="leaving-address">{address.href}</bdi>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {labels.cancel}
          </button>
          <a
            className="button primary"
            href={address.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={() => {
              agreed.add(address.host);
              onClose();
            }}
          >
            {labels.openLink}
          </a>
        </div>
      </div>
    </dialog>,
    document.body,
  );
}
