/** What is dragged: ids of conversations, parted by spaces. Only this page takes them. */
export const draggedType = 'application/x-stemma-conversations';

/** The folder that something would be dropped into: `null` = out of all folders, `undefined` = nothing can be dropped there. */
export function folderAt(target: EventTarget): string | null | undefined {
  const section = target instanceof Element ? target.closest('[data-folder]') : null;
  if (section === null) return undefined;
  const name = section.getAttribute('data-folder');
  return name === '' ? null : name;
}
