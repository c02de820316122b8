import { api } from '../api/client';
import type { ItemRef, Run, RunItem } from '../api/types';
import { loadGraphs, newGraph, openGraph, useGraph } from '../graph/graphStore';
import { itemProgress, sameItem } from '../state/runs';
import { act, select, setPrompt, toggleCompare, useStudio, vary } from '../state/store';
import { IconButton } from '../ui/IconButton';

const ideas = ['moss on brick', 'rusty painted steel, scratched', 'cracked dry mud', 'worn oak planks', 'white marble with grey veins', 'chipped turquoise paint on rusty steel'];

/** The pictures of the run that is looked at. */
export function Variants() {
  const run = useStudio((state) => (state.activeRun ? state.runs[state.activeRun] : undefined));
  const former = useFormerLive(run);
  if (!run) return <Welcome />;
  return (
    <div className="variants-area">
      <div className="variants-head">
        {run.asked?.start && (
          <img className="variants-source" src={api.pictureUrl(run.asked.start)} alt="Made from this picture" title="Made from this picture" />
        )}
        <h2 title={run.title}>{run.title || 'No words'}</h2>
        <span className="spring" />
        <span className="facts">{factsOf(run)}</span>
        {run.asked?.graph && (
          <button type="button" className="slim" onClick={() => void act(() => showGraph(run))}>
            Open the graph
          </button>
        )}
      </div>
      {run.state === 'failed' && run.fault && (
        <p className="run-fault" role="alert">
          <strong>{run.fault.message}</strong> {run.fault.hint}
        </p>
      )}
      <ul className={`variants count-${Math.min(run.items.length, 5)}`}>
        {run.items.map((item) => (
          <Variant key={item.index} run={run} item={item} former={former} />
        ))}
      </ul>
      {run.items.some((item) => item.warnings.length > 0) && (
        <ul className="warnings">
          {[...new Set(run.items.flatMap((item) => item.warnings))].map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Variant({ run, item, former }: { run: Run; item: RunItem; former: string | null }) {
  const ref: ItemRef = { run: run.id, item: item.index };
  const selected = useStudio((state) => sameItem(state.selected, ref));
  const compared = useStudio((state) => state.compare.some((one) => sameItem(one, ref)));
  const name = `Picture ${item.index + 1}`;
  const picture = item.state === 'done' ? api.mapUrl(ref, item.maps[0] ?? 'picture') : item.preview > 0 ? api.previewUrl(run.id, item.index, item.preview) : former;
  return (
    <li className={`variant ${item.state} ${selected ? 'selected' : ''}`}>
      <button type="button" className="variant-picture" aria-label={item.state === 'done' ? `Look at ${name.toLowerCase()}` : `${name}: ${item.state}`} aria-pressed={selected} disabled={item.state !== 'done'} onClick={() => select(ref)}>
        {picture ? <img src={picture} alt="" className={item.state === 'done' ? '' : 'preview'} draggable={false} /> : <span className="variant-words">{wordsOf(item)}</span>}
      </button>
      {item.state === 'running' && <progress aria-label={`Progress of ${name.toLowerCase()}`} value={itemProgress(item)} max={1} />}
      <div className="variant-foot">
        <span className="facts">{item.state === 'done' ? (item.seed === undefined ? item.name : `seed ${item.seed}`) : item.state === 'running' && item.stepCount > 0 ? `step ${item.stepsDone} of ${item.stepCount}` : item.state}</span>
        {item.state === 'done' && (
          <span className="variant-actions">
            {run.kind === 'generate' && <IconButton icon="more" label={`More like ${name.toLowerCase()}`} onClick={() => void vary(ref)} />}
            <IconButton icon="compare" label={`Compare ${name.toLowerCase()}`} pressed={compared} onClick={() => toggleCompare(ref)} />
            <IconButton icon="heart" label={`Keep ${name.toLowerCase()}`} pressed={item.favourite} onClick={() => void act(() => api.favourite(ref, !item.favourite))} />
          </span>
        )}
      </div>
    </li>
  );
}

/** While a live run has no picture yet, the one before stays. */
let lastLive: string | null = null;
function useFormerLive(run: Run | undefined): string | null {
  if (!run?.slot) return null;
  const item = run.items[0];
  if (item?.state === 'done') lastLive = api.mapUrl({ run: run.id, item: 0 }, item.maps[0] ?? 'picture');
  else if (item && item.preview > 0) lastLive = api.previewUrl(run.id, 0, item.preview);
  return lastLive;
}

function Welcome() {
  return (
    <div className="welcome">
      <h2>Say what a surface looks like</h2>
      <p>Four variants of a tileable material come back. Pick one to see it in 3-D, ask for more like it, keep it, export it.</p>
      <ul>
        {ideas.map((idea) => (
          <li key={idea}>
            <button type="button" onClick={() => setPrompt({ text: idea })}>
              {idea}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The graph that made a run: the saved one where it is there still, else a new one out of the run. */
async function showGraph(run: Run): Promise<void> {
  const doc = run.asked!.graph!;
  await loadGraphs();
  const saved = run.slot === `graph:${run.title}` && useGraph.getState().list.some((one) => one.name === run.title);
  await (saved ? openGraph(run.title) : newGraph(doc));
  useStudio.setState({ workspace: 'graph' });
}

function wordsOf(item: RunItem): string {
  switch (item.state) {
    case 'waiting':
      return 'Waiting';
    case 'running':
      return item.stage ?? 'Beginning';
    case 'failed':
      return 'Failed';
    default:
      return 'Cancelled';
  }
}

function factsOf(run: Run): string {
  const item = run.items.find((one) => one.state === 'done');
  const seconds = run.items.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  return [run.model, item ? `${item.width} × ${item.height}` : '', seconds > 0 ? `${seconds.toFixed(1)} s` : '', run.state === 'done' ? '' : run.state].filter(Boolean).join(' · ');
}
