import { useEffect } from 'react';
import { undoSeconds, useStudio } from '../state/store';
import { IconButton } from './IconButton';

/** What went wrong or was done, and the state of the connection where it is lost. */
export function Notices() {
  const notice = useStudio((state) => state.notice);
  const lost = useStudio((state) => state.connection === 'lost');
  useEffect(() => {
    if (notice?.kind !== 'news') return;
    const timer = setTimeout(() => useStudio.setState({ notice: null }), undoSeconds * 1000);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className="notices">
      {lost && (
        <div className="notice lost" role="alert">
          <p>
            <strong>The connection to the studio is lost.</strong> This page connects again by itself; runs go on meanwhile, and nothing is lost.
          </p>
        </div>
      )}
      {notice && (
        <div className={`notice ${notice.kind}`} role={notice.kind === 'fault' ? 'alert' : 'status'}>
          <p>
            <strong>{notice.fault.message}</strong> {notice.fault.hint}
          </p>
          {notice.action && (
            <button type="button" className="slim" onClick={notice.action.act}>
              {notice.action.name}
            </button>
          )}
          <IconButton icon="close" label="Dismiss" onClick={() => useStudio.setState({ notice: null })} />
        </div>
      )}
    </div>
  );
}
