/**
 * One call of the work at a time; of the calls that come meanwhile the last is made good by one more. Requests that were sent side by side may
 * be taken in another order than they were sent, and the newest is to win.
 */
export function newest(work: () => Promise<void>): () => Promise<void> {
  let busy: Promise<void> | null = null;
  let again = false;
  return () => {
    if (busy) {
      again = true;
      return busy;
    }
    busy = (async () => {
      try {
        do {
          again = false;
          await work();
        } while (again);
      } finally {
        busy = null;
      }
    })();
    return busy;
  };
}
