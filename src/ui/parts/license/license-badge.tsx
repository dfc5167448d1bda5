import type { ReactNode } from 'react';
import { useText } from '../../language/language.tsx';
import { useServices } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { isStricter, licenseOf } from './known-licenses.ts';
import './license.css';

/** The declared license of a model of the catalog, with a mark where its ancestry binds beyond it. */
export function LicenseBadge({ modelId }: { readonly modelId: string }): ReactNode {
  const { provenance } = useText();
  const { catalog } = useServices();
  const license = licenseOf(catalog, modelId);
  if (license === null) return null;
  const stricter = isStricter(license);
  return (
    <span className={stricter ? 'license-badge stricter' : 'license-badge'} title={stricter ? provenance.stricter : undefined}>
      {stricter ? <Icon name="warning" size={13} /> : null}
      {license.declared?.name ?? provenance.noneDeclared}
      {stricter ? <span className="visually-hidden"> ({provenance.stricter})</span> : null}
    </span>
  );
}
