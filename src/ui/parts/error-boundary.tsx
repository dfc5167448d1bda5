import { Component, type ReactNode } from 'react';

interface Properties {
  readonly fallback: ReactNode;
  /** A new key tries again: another message, another screen. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

/** Keeps a failure in one part from taking the page away. */
export class ErrorBoundary extends Component<Properties, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Properties): void {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
