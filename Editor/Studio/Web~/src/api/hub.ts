import { HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { currentToken } from './client';

export interface HubEvents {
  onNews(name: 'run' | 'removed' | 'graph', content: unknown): void;
  /** Told each time that news flow again, the first time too: what was missed must be asked for. */
  onOpen(): void;
  onLost(): void;
}

/** Listens for news for as long as the page lives, and connects again whenever the connection is lost. */
export function listen(events: HubEvents): () => void {
  let ended = false;
  const hub = new HubConnectionBuilder()
    .withUrl('./hub', { accessTokenFactory: currentToken })
    .configureLogging(LogLevel.None)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(3000, 250 * 2 ** previousRetryCount) })
    .build();
  hub.keepAliveIntervalInMilliseconds = 5000;
  hub.serverTimeoutInMilliseconds = 40000;
  for (const name of ['run', 'removed', 'graph'] as const) hub.on(name, (content: unknown) => events.onNews(name, content));
  hub.onreconnecting(() => events.onLost());
  hub.onreconnected(() => events.onOpen());
  const begin = async (): Promise<void> => {
    if (ended || hub.state !== HubConnectionState.Disconnected) return;
    try {
      await hub.start();
      events.onOpen();
    } catch {
      events.onLost();
      setTimeout(() => void begin(), 1000);
    }
  };
  void begin();
  return () => {
    ended = true;
    void hub.stop();
  };
}
