// Not the link past the navigation: it would cover what is at the top, and who comes from elsewhere has nothing to skip.
const focusable =
  'a[href]:not(.skip-link), button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]';
/** What goes after a while, such as a dialog that waits for an answer, takes the focus with it then. Milliseconds. */
const lookAgain = 400;

/**
 * Gives the focus to the nearest thing that is still there when the element that had it goes: from nowhere a keyboard would begin at the
 * top. Until the function that it gives is called.
 */
export function keepFocus(): () => void {
  /** The element that had the focus and what it stood in, innermost first. A removed element knows its parents no more. */
  let path: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  function note({ target }: Pick<FocusEvent, 'target'>): void {
    const elements: Element[] = [];
    for (let element = target instanceof Element ? target : null; element !== null; element = element.parentElement) elements.push(element);
    path = elements;
  }
  function restore(): void {
    const [last] = path;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost || last === undefined || last.isConnected || document.querySelector('dialog[open]') !== null) return;
    const place = path.find((element) => element.isConnected && element !== document.body && element.id !== 'app');
    const next = place?.querySelector<HTMLElement>(focusable) ?? document.querySelector<HTMLElement>('main');
    path = [];
    next?.focus({ preventScroll: true });
  }
  function soon(): void {
    requestAnimationFrame(restore);
    clearTimeout(timer);
    timer = setTimeout(restore, lookAgain);
  }
  note({ target: document.activeElement });
  document.addEventListener('focusin', note);
  document.addEventListener('keyup', soon);
  document.addEventListener('click', soon);
  window.addEventListener('hashchange', soon);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('focusin', note);
    document.removeEventListener('keyup', soon);
    document.removeEventListener('click', soon);
    window.removeEventListener('hashchange', soon);
  };
}
