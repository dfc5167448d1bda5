import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { ActionMenu } from '../../parts/action-menu.tsx';
import { recentModels } from '../../recent-models.ts';
import { useServices } from '../../services-context.ts';

const PickerDialog = lazy(async () => ({ default: (await import('../picker/picker-dialog.tsx')).PickerDialog }));

/** A quick choice is short; the picker has the rest. */
const mostShown = 7;

/** Asks another model the same question. The model of the conversation stays as it is. */
export function AnotherModel({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useThreadText();
  const { store, offers } = useServices();
  const [isPicking, setIsPicking] = useState(false);
  const { asked } = answer.provenance;
  const askedKey = `${asked.backendId}/${asked.modelId}`;
  const ask = (model: string): void => void store.getState().actions.askModel(answer.id, model);
  return (
    <>
      <ActionMenu
        label={text.anotherModel}
        icon="swap"
        title={text.recentModels}
        entries={() => {
          const others = recentModels(store.getState(), offers.getState()).filter(({ key }) => key !== askedKey);
          return [
            ...others.slice(0, mostShown).map(({ key, model, backend }) => ({
              key,
              label: model.name,
              hint: backend.label,
              run: () => ask(key),
            })),
            { key: 'more', label: text.moreModels, icon: 'search' as const, run: () => setIsPicking(true) },
          ];
        }}
      />
      {isPicking ? (
        <Suspense fallback={null}>
          <PickerDialog
            chosen={askedKey}
            onClose={() => setIsPicking(false)}
            onChoose={(model) => {
              setIsPicking(false);
              ask(model);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
