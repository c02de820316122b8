import { useState } from 'react';
import { act } from '../state/store';
import { Dialog } from '../ui/Dialog';
import { duplicateGraph, faultOfName, nameOf, removeGraph, renameGraph } from './graphFiles';
import { useGraph } from './graphStore';

/** The open graph as a file: renamed, duplicated, deleted. */
export function GraphDialog({ onClose }: { onClose: () => void }) {
  const { name, list } = useGraph();
  const [wish, setWish] = useState(name ?? '');
  const isSame = nameOf(wish) === name;
  const fault = isSame ? '' : faultOfName(wish, list.map((one) => one.name));
  const finish = (work: () => Promise<void>) => {
    onClose();
    void act(work);
  };
  return (
    <Dialog title="This graph" onClose={onClose} className="graph-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!fault && !isSame) finish(() => renameGraph(wish));
        }}
      >
        <div className="name-row">
          <label className="field">
            <span>Name</span>
            <input type="text" data-first value={wish} maxLength={60} aria-invalid={fault !== ''} onChange={(event) => setWish(event.target.value)} />
          </label>
          <button type="submit" className="primary" disabled={isSame || fault !== ''}>
            Rename
          </button>
        </div>
        {fault && (
          <p className="field-fault" role="alert">
            {fault}
          </p>
        )}
        <p className="hint">Its file is graphs/{name}.json.</p>
        <footer>
          <button type="button" onClick={() => finish(duplicateGraph)}>
            Duplicate
          </button>
          <button type="button" className="danger" onClick={() => finish(removeGraph)}>
            Delete
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
