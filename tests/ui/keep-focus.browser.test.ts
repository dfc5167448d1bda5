import { afterEach, expect, test } from 'vitest';
import { keepFocus } from '#ui/keep-focus.ts';

afterEach(() => document.body.replaceChildren());

test('what had the focus goes: the nearest thing that is left has it, and never the link past the navigation', async () => {
  document.body.innerHTML = `<div class="frame">
    <a href="#main" class="skip-link">Skip to the content</a>
    <nav><a id="gone" href="#/settings">Settings</a></nav>
    <main><button type="button">Open the sidebar</button></main>
  </div>`;
  const stop = keepFocus();
  document.querySelector<HTMLElement>('#gone')?.focus();
  document.querySelector('nav')?.remove();
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await expect.poll(() => document.activeElement?.textContent).toBe('Open the sidebar');
  stop();
});
