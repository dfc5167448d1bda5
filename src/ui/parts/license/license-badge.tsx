import type { ReactNode } from 'react';
import type { License } from '#catalog/schema.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { useCatalogIfHere } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { isStricter, licenseOf } from './known-licenses.ts';
import './license.css';

/** "Qwen LICENSE AGREEMENT (2024-09-19)" without what stands in parentheses: a badge has little room, and its title says all. */
const withoutRemark = (name: string): string => name.replace(/\s*\(.*\)$/, '');

export const shortLicenseName = ({ spdx, name }: License): string => spdx ?? withoutRemark(name);

/** The declared license of a model of the catalog, with a mark where its ancestry binds beyond it. */
export function LicenseBadge({ modelId }: { readonly modelId: string }): ReactNode {
  const provenance = useProvenanceText();
  const catalog = useCatalogIfHere();
  const license = catalog === null ? null : licenseOf(catalog, modelId);
  if (license === null) return null;
  const stricter = isStricter(license);
  return (
    <span
      className={stricter ? 'license-badge stricter' : 'license-badge'}
      title={[license.declared?.name, stricter ? provenance.stricter : null].filter(Boolean).join('. ')}
    >
      {stricter ? <Icon name="warning" size={13} /> : null}
      {license.declared === null ? provenance.noneDeclared : shortLicenseName(license.declared)}
      {stricter ? <span className="visually-hidden"> ({provenance.stricter})</span> : null}
    </span>
  );
}
