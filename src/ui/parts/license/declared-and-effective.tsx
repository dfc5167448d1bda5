import type { ReactNode } from 'react';
import type { EffectiveLicense } from '#catalog/effective-license.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon } from '../icon.tsx';
import { holdsMore, isStricter } from './known-licenses.ts';
import './license.css';

/** What the publisher says, and beside it what holds once the ancestry is read. */
export function DeclaredAndEffective({ license }: { readonly license: EffectiveLicense }): ReactNode {
  const text = useProvenanceText();
  return (
    <dl className="license-pair">
      <dt>{text.declared}</dt>
      <dd>{license.declared?.name ?? text.noneDeclared}</dd>
      {holdsMore(license) ? (
        <>
          <dt>{text.effective}</dt>
          <dd>
            {license.effective.map((held) => held.name).join(' + ')}
            {isStricter(license) ? (
              <span className="license-stricter">
                <Icon name="warning" size={13} />
                {text.stricter}
              </span>
            ) : null}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
