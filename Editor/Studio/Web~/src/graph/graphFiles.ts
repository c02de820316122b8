import { act, useStudio } from '../state/store';
import { graphApi } from './graphApi';
import { flush, newGraph, openGraph, runNow, show, useGraph } from './graphStore';
import type { GraphDocument } from './types';

const longest = 60;

/** A graph's name as files bear it. */
export const nameOf = (wish: string): string => wish.replace(/[^\p{L}\p{N} _-]/gu, '').trim().slice(0, longest);

export const emptyGraph = (name: string): GraphDocument => ({ scumbleGraph: 1, name, width: 512, height: 512, tile: 'xy', nodes: [], wires: [], exposed: [] });

/** Why a graph may not be called so; empty where it may. */
export function faultOfName(wish: string, taken: readonly string[]): string {
  if (nameOf(wish) === '') return 'A name has letters or digits.';
  return taken.includes(nameOf(wish)) ? `There is a graph '${nameOf(wish)}' already.` : '';
}

/** The open graph under another name; what can be undone stays. */
export async function renameGraph(wish: string): Promise<void> {
  await flush();
  const { name: old, line, list } = useGraph.getState();
  const name = nameOf(wish);
  if (!old || !line || name === old || faultOfName(name, list.map((one) => one.name))) return;
  const saved = await graphApi.save(name, { ...line.now, name }, null);
  show(saved, { ...line, now: saved.graph! });
  await graphApi.remove(old);
  useGraph.setState((state) => ({ list: [{ ...saved }, ...state.list.filter((one) => one.name !== old && one.name !== name)] }));
  await runNow();
}

export async function duplicateGraph(): Promise<void> {
  const { line, name } = useGraph.getState();
  if (line && name) await newGraph({ ...line.now, name });
}

/** Removes the open graph, which can be brought back for a while, and opens the next. */
export async function removeGraph(): Promise<void> {
  await flush();
  const { name, list, line } = useGraph.getState();
  if (!name || !line) return;
  await graphApi.remove(name);
  const others = list.filter((one) => one.name !== name);
  useGraph.setState({ list: others, name: null });
  await (others[0] ? openGraph(others[0].name) : newGraph(emptyGraph('graph')));
  const bringBack = () => {
    useStudio.setState({ notice: null });
    void act(() => newGraph({ ...line.now, name }));
  };
  useStudio.setState({ notice: { kind: 'news', fault: { message: `The graph '${name}' is deleted.`, hint: '' }, action: { name: 'Undo', act: bringBack } } });
}

let asked: Promise<GraphDocument[]> | null = null;

/** The package's sample graphs, asked for once. */
export function samples(): Promise<GraphDocument[]> {
  asked ??= graphApi.samples().catch((e: unknown) => {
    asked = null;
    throw e;
  });
  return asked;
}

/** Asks for the samples, and hands them on. */
export const withSamples = (take: (samples: GraphDocument[]) => void): void => void act(async () => take(await samples()));
