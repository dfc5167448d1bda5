export const temporary = {
  title: 'Temporary chat',
  lead: 'Temporary chat.',
  note: 'Nothing of it is kept: no history, no title, no export. It is gone when you leave it or reload.',
  stillSent: (label: string) => `Your words still go to ${label}, which may keep them.`,
  keep: 'Keep this chat',
  kept: 'This chat is kept from now on.',
  leaveTitle: 'Leave the temporary chat?',
  leaveText: 'What was said in it is gone then, and cannot be brought back.',
  leave: 'Leave it',
  stay: 'Stay',
  keepAndLeave: 'Keep it and go on',
};

export type TemporaryText = typeof temporary;
