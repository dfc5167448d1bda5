import type { ReactNode } from 'react';
import { compareLineage, type LineageDifference } from '#catalog/compare-lineage.ts';
import type { StatedLineage } from '#catalog/stated-lineage.ts';
import { useStatedText } from '../../language/lineage-text.ts';
import { useCatalog } from '../../services-context.ts';

/** Where a file or card and the catalog do not say the same of one model. */
export function LineageDifferences({ stated, modelId }: { readonly stated: StatedLineage; readonly modelId: string }): ReactNode {
  const text = useStatedText();
  const catalog = useCatalog();
  const differences = compareLineage(catalog, modelId, stated);
  if (differences.length === 0) return <p className="stated-small">{text.agrees}</p>;
  return (
    <div>
      <h3 className="stated-title">{text.differs}</h3>
      <ul className="stated-differences">
        {differences.map((difference) => (
          <li key={JSON.stringify(difference)} dir="auto">
            <DifferenceWords difference={difference} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function DifferenceWords({ difference }: { readonly difference: LineageDifference }): ReactNode {
  const { differences: words } = useStatedText();
  const { licenses, models, dataSets } = useCatalog();
  const license = (id: string): string => licenses.get(id)?.name ?? id;
  switch (difference.kind) {
    case 'license':
      return words[difference.kind](difference.stated, difference.license === null ? null : license(difference.license));
    case 'license-not-stated':
      return words[difference.kind](license(difference.license));
    case 'base-not-in-catalog':
    case 'data-set-not-in-catalog':
      return words[difference.kind](difference.stated);
    case 'base-not-stated':
      return words[difference.kind](models.get(difference.model)?.name ?? difference.model);
    case 'data-set-not-stated':
      return words[difference.kind](dataSets.get(difference.dataSet)?.name ?? difference.dataSet);
    default:
      return difference satisfies never;
  }
}
