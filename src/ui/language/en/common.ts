export const common = {
  appDescription: 'Chat with open models, and see what every answer stands on.',
  close: 'Close',
  cancel: 'Cancel',
  skipToComposer: 'Skip to the message field',
  loading: 'Loading…',
  screenFailed: 'This part of the page could not be shown. Your conversations are safe.',
  catalogMissing: 'What is known of the models could not be fetched. Your conversations are safe.',
  reload: 'Reload',
  tryAgain: 'Try again',
  problems: 'Something in this installation’s configuration is wrong:',
  dismiss: 'Dismiss',
};
