import type { ReactNode } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import { useStatedText } from '../language/lineage-text.ts';
import { useCatalog } from '../services-context.ts';
import './operator-mark.css';

type Entry = Catalog['ofOperator'] extends ReadonlySet<infer Place> ? Place : never;

/** Beside an entry ("models/my-model") that this installation's operator wrote or replaced; nothing beside those of the published catalog. */
export function OperatorMark({ entry }: { readonly entry: Entry }): ReactNode {
  const text = useStatedText();
  const { ofOperator } = useCatalog();
  return ofOperator.has(entry) ? (
    <span className="operator-mark" data-of-operator={entry} title={text.ofOperatorNote}>
      {text.ofOperator}
    </span>
  ) : null;
}
