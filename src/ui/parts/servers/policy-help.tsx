import type { ReactNode } from 'react';
import { useServersText } from '../../language/servers.ts';
import './servers.css';

/** What the one who serves this page has to change so that it may reach an address. */
export function PolicyHelp({ directive, origin }: { readonly directive: string; readonly origin: string }): ReactNode {
  const text = useServersText();
  return (
    <div className="policy-help">
      <p>{text.policyHeader}</p>
      <pre tabIndex={0} aria-label={text.policyHeader}>
        {directive}
      </pre>
      <p>{text.policyStart(origin)}</p>
    </div>
  );
}
