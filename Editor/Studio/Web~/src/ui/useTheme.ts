import { useEffect, useSyncExternalStore } from 'react';
import { useStudio } from '../state/store';

const query = () => matchMedia('(prefers-color-scheme: light)');

function subscribe(changed: () => void): () => void {
  const media = query();
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** The theme that is shown: the one that was chosen, else the system's. */
export function useTheme(): 'dark' | 'light' {
  const chosen = useStudio((state) => state.theme);
  const system = useSyncExternalStore(subscribe, () => (query().matches ? 'light' : 'dark'));
  const theme = chosen === 'system' ? system : chosen;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
