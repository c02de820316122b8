import { Component, type ReactNode } from 'react';

interface State {
  fault: Error | null;
}

/** What stands here where the page itself is at fault: nothing that was made is lost. */
export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(fault: Error): State {
    return { fault };
  }

  override render() {
    if (!this.state.fault) return this.props.children;
    return (
      <main className="gate" role="alert">
        <h1>The page ran into a fault</h1>
        <p>{this.state.fault.message}</p>
        <p>Runs go on in the studio, and graphs are saved: nothing that was made is lost.</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          Load the page again
        </button>
      </main>
    );
  }
}
