import type { KeyboardEvent } from 'react';

/** True while an input method is composing: its Enter chooses a candidate. Safari ends the composition before the key, so it tells by the key code. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}
