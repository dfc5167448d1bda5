import { type ReactNode, Suspense, useEffect } from 'react';
import { useText } from '../language/language.tsx';
import { showToast } from '../notices.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';

/** Something that is fetched when it is wanted. If it cannot be, that is said, and the sidebar stays as it is. */
export function LatePart({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <ErrorBoundary resetKey={name} fallback={<Missing />}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Missing(): ReactNode {
  const text = useText();
  useEffect(() => showToast({ text: text.common.partMissing, action: null }), [text]);
  return null;
}
