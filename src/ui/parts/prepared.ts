import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react';

/** A part of the page whose code is fetched before it is needed. */
export interface Prepared<Properties> {
  /** Rejects if the code can't be fetched now; it is asked for again when the part is shown. */
  readonly load: () => Promise<void>;
  /** The part, or `waiting` until its code is here. Throws, for the nearest boundary, if it can't be fetched. */
  readonly Part: (properties: Properties & { readonly waiting: ReactNode }) => ReactNode;
}

/**
 * Code that comes early is shown at once. React's own `lazy` waits again when it is first shown, and what waited it reveals three tenths of
 * a second later at the earliest.
 */
export function prepared<Properties extends object>(fetchPart: () => Promise<ComponentType<Properties>>): Prepared<Properties> {
  let here: ComponentType<Properties> | null = null;
  let coming: Promise<ComponentType<Properties>> | null = null;
  async function load(): Promise<void> {
    try {
      coming ??= fetchPart();
      here = await coming;
    } catch (error) {
      coming = null;
      throw error;
    }
  }
  function Part({ waiting, ...properties }: Properties & { readonly waiting: ReactNode }): ReactNode {
    const [isHere, setIsHere] = useState(here !== null);
    const [failure, setFailure] = useState<unknown>(null);
    useEffect(() => {
      if (isHere) return undefined;
      let current = true;
      load().then(
        () => {
          if (current) setIsHere(true);
        },
        (error: unknown) => {
          if (current) setFailure(error);
        },
      );
      return () => {
        current = false;
      };
    }, [isHere]);
    if (failure !== null) throw failure;
    // TypeScript does not know that a type without one of its keys, with it, is the type.
    return here === null ? waiting : createElement(here, properties as unknown as Properties);
  }
  return { load, Part };
}
