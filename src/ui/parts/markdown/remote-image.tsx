import type { Tokens } from 'marked';
import { type ReactNode, useEffect, useState } from 'react';
import { OutsideLink } from './outside-link.tsx';
import { useRendering } from './rendering.ts';
import { type SafeAddress, safeAddress } from './safe-address.ts';

/**
 * A remote image tells its host that it was looked at, and what its address carries: it is named, and fetched when a person asks for it.
 */
export function RemoteImage({ token }: { readonly token: Tokens.Image }): ReactNode {
  const { labels } = useRendering();
  const [isWanted, setWanted] = useState(false);
  const address = safeAddress(token.href, window.location.origin);
  if (isWanted && address !== null) return <LoadedImage address={address} description={token.text} />;
  const canLoad = address !== null && /^https?:/.test(address.href);
  return (
    <span className="image-text">
      {labels.image}
      {token.text === '' ? null : <>: {token.text}</>}{' '}
      {canLoad ? (
        <button type="button" className="link-button" title={address.href} onClick={() => setWanted(true)}>
          {labels.loadImage(address.host)}
        </button>
      ) : null}
    </span>
  );
}

type Outcome = 'coming' | 'failed' | 'refused';

function LoadedImage({ address, description }: { readonly address: SafeAddress; readonly description: string }): ReactNode {
  const { labels } = useRendering();
  const [outcome, setOutcome] = useState<Outcome>('coming');
  useEffect(() => {
    // The page's policy refuses silently: the image only fails.
    const onRefused = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
      if (URL.canParse(blockedURI) && new URL(blockedURI).host === address.host) setOutcome('refused');
    };
    document.addEventListener('securitypolicyviolation', onRefused);
    return () => document.removeEventListener('securitypolicyviolation', onRefused);
  }, [address.host]);
  if (outcome === 'coming') {
    return (
      <img
        className="outside-image"
        src={address.href}
        alt={description}
        referrerPolicy="no-referrer"
        onError={() => setOutcome((before) => (before === 'coming' ? 'failed' : before))}
      />
    );
  }
  return (
    <span className="image-text" role="status">
      {description === '' ? null : <>{description}: </>}
      {outcome === 'refused' ? labels.imageRefused(address.host) : labels.imageFailed(address.host)}{' '}
      <OutsideLink address={address}>{labels.openImage}</OutsideLink>
    </span>
  );
}
