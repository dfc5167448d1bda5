import type { ReactNode } from 'react';
import { directiveAdmitting } from '#providers/wire/page-policy.ts';
import { useServersText } from '../../language/servers.ts';
import './servers.css';

/** What the one who serves this page has to change so that it may reach an address. */
export function PolicyHelp({ origin }: { readonly origin: string }): ReactNode {
  const text = useServersText();
  // Known since the refusal, and forgotten with the page: then a check brings it back.
  const directive = directiveAdmitting(origin);
  if (directive === null) return null;
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
