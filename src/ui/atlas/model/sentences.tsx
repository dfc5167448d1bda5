import type { ReactNode } from 'react';

/** Sentences of the catalog itself; they are kept in English. */
export function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }): ReactNode {
  if (sentences.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="sentences" lang="en">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
