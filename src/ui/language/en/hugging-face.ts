import type { SignInObstacle } from '#providers/sign-in/sign-in.ts';

/** Words about Hugging Face: signing in, who runs a model and who pays. They come with the screens that need them. */
export const huggingFace = {
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  signInOf: (label: string) => `Sign in to ${label}`,
  title: 'Sign in with Hugging Face',
  what: (host: string) =>
    `You go to ${host}, agree there, and come back to this place. Stemma asks for your leave to ask models on your account; your profile, which comes with every sign-in, is not read.`,
  kept: (origin: string) => `What you get there stays in memory until this page is closed or reloaded, and is sent to ${origin} only.`,
  forgotten: 'Keys of other servers and opened model files are forgotten on the way. Conversations and drafts stay.',
  cut: 'An answer is being written. Leaving now would cut it off.',
  goTo: (host: string) => `Go to ${host}`,
  obstacles: {
    insecure:
      'There is no sign-in here: this page came over plain http, where browsers do not offer what it needs. Open it over https, or as localhost on its own machine. A token works here too.',
    'no-client':
      'There is no sign-in here: Hugging Face does not know this page. Whoever hosts it can serve it over https with its own description, or set clientId in config.json. A token works here too.',
  } satisfies Record<SignInObstacle, string>,
  useToken: 'Use a token instead',
  tokenHint: 'Made at huggingface.co/settings/tokens, with the permission to call Inference Providers.',
  signedIn: 'Signed in.',
  notSignedIn: 'Not signed in.',
  noToken: 'A token is needed to ask.',
  signOut: 'Sign out',
  done: (label: string) => `Signed in to ${label}.`,
  failed: 'Signing in did not work',
  denied: 'You did not agree, or Hugging Face did not let you. Nothing was changed.',
  refused: (reason: string) => `Hugging Face refused: ${reason}`,
  foreign:
    'The page was opened with the answer to a sign-in that this tab did not begin. It was not used. If you were signing in, begin again.',
  gone: 'The server that you signed in for is no longer connected.',
  credit: 'The credit for Inference Providers is used up: see huggingface.co/settings/billing, or choose another server.',
  billTo: 'Organization that pays (optional)',
  billToHint: 'Its name on Hugging Face, or the id of a resource group. Empty: your own account.',
  billToBad: 'Letters, digits, dots and hyphens only.',
  goesTo: (host: string, provider: string) => `What you type leaves this machine: it goes to ${host} and on to ${provider}.`,
  goesToSome: (host: string) => `What you type leaves this machine: it goes to ${host} and on to a provider that is chosen there.`,
  change: 'Choose provider',
  changeOf: (model: string) => `Choose provider for ${model}`,
  whoRuns: (model: string) => `Who runs ${model}?`,
  prices: 'Prices are in US dollars per million tokens, as the router tells them now.',
  policies: {
    fastest: 'Automatic: the fastest',
    cheapest: 'Automatic: the cheapest',
    preferred: 'Automatic: as ordered in your Hugging Face settings',
  },
  price: (input: string, output: string) => `$${input} in, $${output} out`,
  free: 'free for now',
  noPrice: 'price not told',
  context: (tokens: string) => `${tokens} tokens of context`,
  contextOfAll: (tokens: string) => `${tokens} tokens of context at least`,
  down: 'does not answer now',
  use: 'Use it',
  providers: (count: number) => (count === 1 ? '1 provider' : `${count} providers`),
  from: (input: string, output: string) => `from $${input} in, $${output} out per million tokens`,
};

export type HuggingFaceText = typeof huggingFace;
