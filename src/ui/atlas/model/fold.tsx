import type { ReactNode } from 'react';
import { Icon } from '../../parts/icon.tsx';

interface FoldProperties {
  readonly title: string;
  /** How many things are inside. */
  readonly count?: number;
  readonly isOpen?: boolean;
  /** Level of the title; a fold inside a section is one deeper. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A section that would make the page long: its title stands, the rest opens on demand. */
export function Fold({ title, count, isOpen = false, level = 2, children }: FoldProperties): ReactNode {
  const Title = `h${level}` as const;
  return (
    <details className="model-fold" open={isOpen}>
      <summary>
        <Icon name="chevron-right" size={16} />
        <Title>{title}</Title>
        {count === undefined ? null : <small>{count}</small>}
      </summary>
      <div>{children}</div>
    </details>
  );
}
