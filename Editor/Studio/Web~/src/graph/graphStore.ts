import { create } from 'zustand';
import { StudioError } from '../api/client';
import { newest } from '../state/newest';
import { onRun, report, tell, useStudio } from '../state/store';
import { collapse, expand } from './collapse';
import { kindOf, meaningOf, starter } from './document';
import { graphApi } from './graphApi';
import { heldPress } from './press';
import { begin, changed, redone, type Timeline, undone } from './undo';
import type { Catalogue, GraphDocument, Kind, SavedGraph } from './types';

interface GraphState {
  catalogue: Catalogue | null;
  kinds: ReadonlyMap<string, Kind>;
  /** The ports of nodes that hold a graph. */
  own: Record<string, Kind>;
  list: SavedGraph[];
  name: string | null;
  revision: string | null;
  line: Timeline<GraphDocument> | null;
  saved: 'saved' | 'saving' | 'unsaved';
  auto: boolean;
  /** The newest run of this graph in this window. */
  run: string | null;
  selection: string[];
  /** Nodes that show inputs for their parameters. */
  open: ReadonlySet<string>;
  /** The node that the viewer shows instead of the graph's own picture. */
  shown: string | null;
  /** Nodes that just came: the view moves so that they are seen. */
  reveal: readonly string[];
  /** The node whose first field takes the focus. */
  focus: string | null;
}

export const useGraph = create<GraphState>(() => ({
  catalogue: null,
  kinds: new Map(),
  own: {},
  list: [],
  name: null,
  revision: null,
  line: null,
  saved: 'saved',
  auto: true,
  run: null,
  selection: [],
  open: new Set(),
  shown: null,
  reveal: [],
  focus: null,
}));

const set = useGraph.setState;
const get = useGraph.getState;
const lastKey = 'scumble-graph';
const saveAfterMs = 350;
// A slider that is dragged asks anew at most every other picture of the screen.
const runAfterMs = 30;

let saveTimer: ReturnType<typeof setTimeout> | undefined;
let runTimer: ReturnType<typeof setTimeout> | undefined;
let ranMeaning = '';

/** Asks for the catalogue and the graphs, and opens the last one; in a project without any, a first one. */
export async function loadGraphs(): Promise<void> {
  const [catalogue, list] = await Promise.all([get().catalogue ?? graphApi.nodes(), graphApi.list()]);
  set({ catalogue, kinds: new Map(catalogue.kinds.map((kind) => [kind.id, kind])), list });
  if (get().name) return;
  const last = localStorage.getItem(lastKey);
  const name = list.find((one) => one.name === last)?.name ?? list[0]?.name;
  if (name) await openGraph(name);
  else await newGraph(starter('first graph'));
}

export async function openGraph(name: string): Promise<void> {
  await flush();
  const saved = await graphApi.read(name);
  show(saved, null);
  await runNow();
}

export function show(saved: SavedGraph, line: Timeline<GraphDocument> | null): void {
  localStorage.setItem(lastKey, saved.name);
  const known = Object.values(useStudio.getState().runs).find((run) => run.slot === `graph:${saved.name}`);
  if (saved.name !== get().name) ranMeaning = '';
  set({
    name: saved.name,
    revision: saved.revision,
    own: saved.nodes ?? {},
    line: line ?? begin(saved.graph!),
    saved: 'saved',
    run: saved.name === get().name ? get().run : (known?.id ?? null),
    ...(line ? {} : { shown: null, selection: [], reveal: [] }),
  });
}

/** A new graph under a name that is free. */
export async function newGraph(doc: GraphDocument): Promise<void> {
  await flush();
  const taken = new Set(get().list.map((one) => one.name));
  const wanted = doc.name.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'graph';
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  const saved = await graphApi.save(name, { ...doc, name }, null);
  set((state) => ({ list: [{ ...saved }, ...state.list] }));
  show(saved, null);
  await runNow();
}

/** Changes the document: undoable, saved and run by itself. Changes of one thing in one press of the pointer are undone as one. */
export function edit(change: (doc: GraphDocument) => GraphDocument, of = ''): void {
  const { line } = get();
  if (!line) return;
  apply(changed(line, change(line.now), of, Date.now(), heldPress()));
}

/** Selects nodes that just came, and has the view show them. */
export function present(ids: readonly string[]): void {
  set({ selection: [...ids], reveal: ids });
}

/** The nodes as one graph node, which is selected. */
export function collapseNodes(ids: readonly string[], title = 'Group'): void {
  const { line, kinds, own } = get();
  const base = kinds.get('graph');
  if (!line || !base) return;
  const of = (id: string): Kind | undefined => {
    const node = line.now.nodes.find((one) => one.id === id);
    return node && kindOf(kinds, own, node);
  };
  const made = collapse(line.now, of, base, ids, title);
  if (typeof made === 'string') return tell(made);
  set({ own: { ...own, [made.id]: made.kind } });
  edit(() => made.doc);
  present([made.id]);
}

/** A graph node's nodes in its place, which are selected. */
export function expandNode(id: string): void {
  const { line } = get();
  const made = line && expand(line.now, id);
  if (!made) return tell('There is no graph in it.');
  edit(() => made.doc);
  present(made.ids);
}

export const undo = (): void => apply(get().line && undone(get().line!));
export const redo = (): void => apply(get().line && redone(get().line!));

function apply(line: Timeline<GraphDocument> | null): void {
  if (!line || line === get().line) return;
  const there = new Set(line.now.nodes.map((node) => node.id));
  set((state) => ({ line, saved: 'unsaved', selection: state.selection.every((id) => there.has(id)) ? state.selection : state.selection.filter((id) => there.has(id)) }));
  clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void save(), saveAfterMs);
  if (!get().auto) return;
  clearTimeout(runTimer);
  runTimer = setTimeout(() => void runNow(), runAfterMs);
}

/** Runs the graph where what it computes has changed; what runs of it elsewhere ends. */
export async function runNow(always = false): Promise<void> {
  const { name, line } = get();
  if (!name || !line) return;
  if (always) ranMeaning = '';
  await send();
}

const send = newest(async () => {
  const { name, line } = get();
  if (!name || !line) return;
  const meaning = meaningOf(line.now);
  if (meaning === ranMeaning) return;
  ranMeaning = meaning;
  try {
    const run = await graphApi.run(name, line.now);
    if (get().name !== name) return;
    onRun(run);
    set({ run: run.id });
    useStudio.setState({ activeRun: run.id });
  } catch (e) {
    ranMeaning = '';
    report(e);
  }
});

async function save(): Promise<void> {
  const { name, line, revision } = get();
  if (!name || !line || get().saved !== 'unsaved') return;
  const doc = line.now;
  set({ saved: 'saving' });
  try {
    const saved = await graphApi.save(name, doc, revision);
    if (get().name !== name) return;
    set((state) => ({ revision: saved.revision, own: { ...state.own, ...saved.nodes } }));
    if (get().line?.now === doc) set({ saved: 'saved' });
    else {
      set({ saved: 'unsaved' });
      void save();
    }
  } catch (e) {
    set({ saved: 'unsaved' });
    if (e instanceof StudioError && e.status === 409) return void reload('Another window changed this graph at the same time; its change was kept.');
    if (e instanceof StudioError && e.status === 0) saveTimer = setTimeout(() => void save(), 1500);
    else report(e);
  }
}

/** Saves what is not saved yet. */
export async function flush(): Promise<void> {
  clearTimeout(saveTimer);
  await save();
}

async function reload(why: string | null): Promise<void> {
  const { name, line } = get();
  if (!name || !line) return;
  try {
    const saved = await graphApi.read(name);
    // The other window's change can be undone here too.
    show(saved, changed(line, saved.graph!, '', Date.now()));
    ranMeaning = meaningOf(saved.graph!);
    if (why) tell(why);
  } catch (e) {
    report(e);
  }
}

/** A graph was saved or removed somewhere. */
export function onGraph(news: SavedGraph): void {
  const { name, revision, list, saved } = get();
  const others = list.filter((one) => one.name !== news.name);
  set({ list: news.revision ? [news, ...others] : others });
  if (news.name === name && news.revision && news.revision !== revision && saved === 'saved') void reload(null);
}

/** A run of this graph that another window began is shown here too. */
export function onGraphRun(slot: string | undefined, id: string): void {
  const { name, run } = get();
  if (name && slot === `graph:${name}` && (!run || id > run)) set({ run: id });
}
