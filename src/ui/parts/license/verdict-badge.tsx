import type { ReactNode } from 'react';
import type { Verdict } from '#catalog/effective-license.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon, type IconName } from '../icon.tsx';
import './license.css';

export const verdictIcons: Readonly<Record<Verdict, IconName>> = {
  allowed: 'check',
  conditional: 'info',
  'not-allowed': 'cross',
  unclear: 'question',
};

/** A verdict as icon and word: never by colour alone. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const provenance = useProvenanceText();
  return (
    <span className={`verdict-badge ${verdict}`}>
      <Icon name={verdictIcons[verdict]} size={14} />
      {provenance.verdicts[verdict]}
    </span>
  );
}
