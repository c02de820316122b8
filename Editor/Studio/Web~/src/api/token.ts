const key = 'scumble-token';

/** The token out of the address, or the one that this browser was given before; the address then shows it no longer. */
export function takeToken(): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get('token');
  if (found) {
    localStorage.setItem(key, found);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return found ?? localStorage.getItem(key);
}

export function keepToken(token: string): void {
  localStorage.setItem(key, token);
}
