import { Component, type ReactNode } from 'react';

interface Properties {
  readonly fallback: ReactNode;
  /** A new key tries again: another message, another screen. So does the same one when it comes back. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

/** Keeps a failure in one part from taking the page away. */
export class ErrorBoundary extends Component<Properties, { readonly failedFor: string | null }> {
  override state: { readonly failedFor: string | null } = { failedFor: null };

  override componentDidCatch(): void {
    this.setState({ failedFor: this.props.resetKey });
  }

  static getDerivedStateFromProps(
    { resetKey }: Properties,
    { failedFor }: { readonly failedFor: string | null },
  ): { readonly failedFor: null } | null {
    return failedFor === null || failedFor === resetKey ? null : { failedFor: null };
  }

  override render(): ReactNode {
    return this.state.failedFor === this.props.resetKey ? this.props.fallback : this.props.children;
  }
}
